/** A run as a person follows it: lines for what stays, a progress bar for what changes. */
import type { Baselines, EvaluationFigures, EvaluationRow, MetricRow, Run } from '#shared/protocol/index.ts';
import { bytes, count, duration, figure, fixed, percent } from '../terminal/figures.ts';
import { table } from '../terminal/table.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { visibleLine } from '../terminal/visible.ts';
import { baselineRows, comparison } from './comparison.ts';
import { progressLine } from './progress-bar.ts';
import { epochOf, type RunView } from './run-view.ts';

/** Without a bar, a line of progress comes this often. */
const LINE_SECONDS = 5;
/** The shown loss forgets over about this many tokens: one row alone jumps too much to read. */
const SMOOTHING_TOKENS = 20_000;

export const figuresLine = ({ loss, perplexity, bitsPerCharacter }: EvaluationFigures): string =>
  `loss ${fixed(loss, 3)}  perplexity ${figure(perplexity)}  ${fixed(bitsPerCharacter, 3)} bits/character`;

/** @param program what a person types before a command */
export function humanView(terminal: Terminal, program: string): RunView {
  const { style } = terminal;
  const known = new Map<string, Baselines>();
  let smoothed: number | null = null;
  let tokensBefore = 0;
  let lineDue = 0;

  const showProgress = (run: Run, row: MetricRow): void => {
    const { progress, settings } = run;
    const share = Math.min(1, row.tokens / Math.max(1, run.trainTokens * settings.epochs));
    const loss = smoothed ?? row.loss;
    const texts = [
      `epoch ${epochOf(run, row)}/${settings.epochs}`,
      `loss ${fixed(loss, 3)}`,
      `perplexity ${figure(Math.exp(loss))}`,
      `${count(row.tokensPerSecond)} tokens/s`,
      ...(progress.secondsLeft === null ? [] : [`${duration(progress.secondsLeft)} left`]),
    ];
    if (terminal.canShowStatus) terminal.status(progressLine(share, texts, terminal.columns));
    else if (row.seconds >= lineDue) {
      terminal.line(`${percent(share)}  ${texts.join('  ')}`);
      lineDue = row.seconds + LINE_SECONDS;
    }
  };

  return {
    imported(corpus, seconds) {
      const { train, validation, test } = corpus.counts;
      const speed = seconds > 0.2 ? ` in ${duration(seconds)} (${bytes(corpus.bytes / seconds)}/s)` : '';
      terminal.line(`${style.bold(visibleLine(corpus.name))}: ${bytes(corpus.bytes)}, ${corpus.encoding}${speed}`);
      const rule = corpus.sentenceRule === 'running' ? 'running text' : `one sentence a ${corpus.sentenceRule}`;
      const units = { word: 'words', character: 'characters', whitespace: 'words between white space' };
      terminal.line(`  ${units[corpus.settings.tokens]}, ${rule}, ${count(corpus.types)} different tokens`);
      for (const [name, part] of Object.entries({ train, validation, test }))
        if (part.sentences > 0)
          terminal.line(`  ${name.padEnd(10)}  ${count(part.sentences)} sentences, ${count(part.tokens)} tokens`);
      for (const warning of corpus.warnings) terminal.line(`  Note: ${warning}`);
    },
    started(run) {
      const { hidden, cell, epochs, learningRate, schedule } = run.settings;
      terminal.line();
      terminal.line(`${style.bold(`Run ${run.id}, ${visibleLine(run.name)}`)}`);
      terminal.line(
        `  ${hidden} ${cell} units, vocabulary ${count(run.vocabulary)}, ${count(run.parameters)} parameters, ` +
          `${epochs} ${epochs === 1 ? 'epoch' : 'epochs'} of ${count(run.trainTokens)} tokens, ` +
          `learning rate ${learningRate} (${schedule})`,
      );
      tokensBefore = run.progress.tokens;
    },
    baselines(_run, split, baselines) {
      known.set(split, baselines);
      if (split === 'test') return;
      const rows = baselineRows(baselines).map((row) => [
        `  ${row.name}`,
        fixed(row.loss, 3),
        figure(row.perplexity),
        fixed(row.bitsPerCharacter, 3),
      ]);
      const columns = [
        { title: '  to beat' },
        { title: 'loss', right: true },
        { title: 'perplexity', right: true },
        { title: 'bits/character', right: true },
      ];
      for (const line of table(columns, rows)) terminal.line(style.dim(line));
      terminal.line();
    },
    metrics(run, row) {
      const tokens = Math.max(1, row.tokens - tokensBefore);
      const weight = 1 - Math.exp(-tokens / SMOOTHING_TOKENS);
      smoothed = smoothed === null ? row.loss : smoothed + weight * (row.loss - smoothed);
      tokensBefore = row.tokens;
      showProgress(run, row);
    },
    evaluation(_run, row) {
      terminal.line(evaluationLine(row));
    },
    changed: () => undefined,
    ended(run) {
      terminal.status('');
      const { progress } = run;
      const done = run.status === 'completed' || run.status === 'early-stop';
      terminal.line();
      if (done) terminal.line(`Done in ${duration(progress.seconds)}. ${run.message}`.trimEnd());
      else
        terminal.line(
          `Stopped after ${count(progress.tokens)} tokens; a checkpoint is written. ${run.message}`.trimEnd(),
        );
      terminal.line(`Saved as run ${run.id}, ${visibleLine(run.name)}. Next:`);
      if (!done) terminal.line(`  ${program} resume ${run.id}`);
      terminal.line(`  ${program} sample ${run.id} --count 5`);
      terminal.line(`  ${program} show ${run.id}`);
    },
  };

  function evaluationLine(row: EvaluationRow): string {
    const baselines = known.get(row.split);
    const where = baselines ? comparison(row.loss, baselines) : '';
    const coloured = baselines && row.loss < baselines.bigram.loss ? style.good(where) : where;
    const when = row.split === 'test' ? 'best' : row.step === 0 ? 'start' : `epoch ${row.epoch}`;
    return [when.padEnd(9), row.split.padEnd(10), figuresLine(row), coloured].filter(Boolean).join('  ');
  }
}
