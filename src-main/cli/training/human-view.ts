/** A run as a person follows it: lines for what stays, a progress bar for what changes. */
import type { Baselines, EvaluationFigures, EvaluationRow, MetricRow, Run } from '#shared/protocol/index.ts';
import { bytes, count, duration, figure, fixed, percent } from '../terminal/figures.ts';
import { table } from '../terminal/table.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { visibleLine } from '../terminal/visible.ts';
import { baselineRows, comparison } from './comparison.ts';
import { MovingMean } from './moving-mean.ts';
import { progressLine } from './progress-bar.ts';
import { epochOf, type RunView } from './run-view.ts';

/** Without a bar, a line of progress comes this often at first, and less often as a run grows long. */
const LINE_SECONDS = 5;
const LINE_SHARE = 0.1;
/** Before that much training, the time left is a guess. */
const ESTIMATE_SECONDS = 2;
const LOSS_MEMORY_TOKENS = 20_000;
const SPEED_MEMORY_SECONDS = 2;

export const figuresLine = ({ loss, perplexity, bitsPerCharacter }: EvaluationFigures): string =>
  `loss ${fixed(loss, 3)}  perplexity ${figure(perplexity)}  ${fixed(bitsPerCharacter, 3)} bits/character`;

/** @param program what a person types before a command   @param data the folder of `--data`, when given */
export function humanView(terminal: Terminal, program: string, data?: string): RunView {
  const { style } = terminal;
  const known = new Map<string, Baselines>();
  const meanLoss = new MovingMean(LOSS_MEMORY_TOKENS);
  const meanSpeed = new MovingMean(SPEED_MEMORY_SECONDS);
  let before = { tokens: 0, seconds: 0 };
  let lineDue = LINE_SECONDS;

  const showProgress = (run: Run, row: MetricRow, loss: number, speed: number): void => {
    const { progress, settings } = run;
    const share = Math.min(1, row.tokens / Math.max(1, run.trainTokens * settings.epochs));
    const estimated = progress.secondsLeft !== null && row.seconds >= ESTIMATE_SECONDS;
    const texts = [
      `epoch ${epochOf(run, row)}/${settings.epochs}`,
      `loss ${fixed(loss, 3)}`,
      `perplexity ${figure(Math.exp(loss))}`,
      `${count(speed)} tokens/s`,
      ...(estimated ? [`${duration(progress.secondsLeft)} left`] : []),
    ];
    if (terminal.canShowStatus) terminal.status(progressLine(share, texts, terminal.columns));
    else if (row.seconds >= lineDue) {
      terminal.line(`${percent(share)}  ${texts.join('  ')}`);
      lineDue = row.seconds + Math.max(LINE_SECONDS, row.seconds * LINE_SHARE);
    }
  };

  return {
    imported(corpus, seconds) {
      const { train, validation, test } = corpus.counts;
      const speed = corpus.bytes > 100_000 ? ` in ${duration(seconds)} (${bytes(corpus.bytes / seconds)}/s)` : '';
      terminal.line(`${style.bold(visibleLine(corpus.name))}: ${bytes(corpus.bytes)}, ${corpus.encoding}${speed}`);
      const units = { word: 'words', character: 'characters', whitespace: 'words between white space' };
      const rules = { line: 'one sentence a line', segment: 'sentences by punctuation', running: 'running text' };
      const [unit, rule] = [units[corpus.settings.tokens], rules[corpus.sentenceRule]];
      terminal.line(`  ${unit}, ${rule}, ${count(corpus.types)} different tokens`);
      for (const [name, part] of Object.entries({ train, validation, test }))
        if (part.sentences > 0)
          terminal.line(`  ${name.padEnd(10)}  ${count(part.sentences)} sentences, ${count(part.tokens)} tokens`);
      for (const warning of corpus.warnings) terminal.line(`  Note: ${warning}`);
    },
    started(run) {
      const { architecture, context, projection, hidden, cell, epochs, learningRate, schedule } = run.settings;
      const window = architecture === 'window' ? `a window of ${context} words, ${projection} numbers each, ` : '';
      terminal.line();
      terminal.line(`${style.bold(`Run ${run.id}, ${visibleLine(run.name)}`)}`);
      terminal.line(
        `  ${window}${hidden} ${cell} units, vocabulary ${count(run.vocabulary)}, ${count(run.parameters)} parameters, ` +
          `${epochs} ${epochs === 1 ? 'epoch' : 'epochs'} of ${count(run.trainTokens)} tokens, ` +
          `learning rate ${learningRate} (${schedule})`,
      );
      before = run.progress;
      lineDue = before.seconds + LINE_SECONDS;
    },
    baselines(_run, split, baselines, floor) {
      known.set(split, baselines);
      if (split === 'test') return;
      const least = floor?.parts[split] ?? null;
      const rows = [...baselineRows(baselines), ...(least === null ? [] : [{ name: 'floor', ...least }])].map((row) => [
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
      if (floor !== null) {
        const entropy = `its exact entropy is perplexity ${figure(floor.perplexity)}, and no model does better in the long run.`;
        terminal.line(style.dim(`  floor: the grammar that wrote the text, on this part; ${entropy}`));
      }
      terminal.line();
    },
    metrics(run, row) {
      const loss = meanLoss.add(row.loss, row.tokens - before.tokens);
      const speed = meanSpeed.add(row.tokensPerSecond, row.seconds - before.seconds);
      before = row;
      showProgress(run, row, loss, speed);
    },
    evaluation(_run, row) {
      terminal.line(evaluationLine(row));
    },
    changed: () => undefined,
    ended(run) {
      terminal.status('');
      const { progress } = run;
      const done = run.status === 'completed' || run.status === 'early-stop';
      const time = duration(progress.seconds);
      const how = {
        completed: `Done in ${time}.`,
        'early-stop': `Done in ${time}, ${progress.epoch} of ${run.settings.epochs} epochs: the validation loss gains too little to go on.`,
      };
      const end =
        how[run.status as keyof typeof how] ??
        `Stopped after ${count(progress.tokens)} tokens; a checkpoint is written.`;
      terminal.line();
      terminal.line(`${end} ${run.message}`.trimEnd());
      terminal.line(`Saved as run ${run.id}, ${visibleLine(run.name)}. Next:`);
      const there = data === undefined ? '' : ` --data ${JSON.stringify(data)}`;
      if (!done) terminal.line(`  ${program} resume ${run.id}${there}`);
      terminal.line(`  ${program} sample ${run.id} --count 5${there}`);
      terminal.line(`  ${program} show ${run.id}${there}`);
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
