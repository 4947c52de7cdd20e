/** A language model's run as a person follows it: lines for what stays, a progress bar for what changes. */
import type { Baselines, EvaluationFigures, LanguageEvaluationRow } from '#shared/protocol/index.ts';
import { bytes, count, duration, figure, fixed } from '../terminal/figures.ts';
import { table } from '../terminal/table.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { visibleLine } from '../terminal/visible.ts';
import { baselineRows, comparison } from './comparison.ts';
import { LiveProgress } from './live-progress.ts';
import { showRunEnd } from './run-end.ts';
import type { LanguageView } from './run-view.ts';

const LOSS_MEMORY_TOKENS = 20_000;

export const figuresLine = ({ loss, perplexity, bitsPerCharacter }: EvaluationFigures): string =>
  `loss ${fixed(loss, 3)}  perplexity ${figure(perplexity)}  ${fixed(bitsPerCharacter, 3)} bits/character`;

/** @param program what a person types before a command   @param data the folder of `--data`, when given */
export function languageView(terminal: Terminal, program: string, data?: string): LanguageView {
  const { style } = terminal;
  const known = new Map<string, Baselines>();
  const progress = new LiveProgress(terminal, {
    unit: 'tokens',
    memory: LOSS_MEMORY_TOKENS,
    more: (loss) => [`perplexity ${figure(Math.exp(loss))}`],
  });

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
      if (run.family !== 'language') return;
      const { architecture, context, projection, hidden, cell, epochs, learningRate, schedule } = run.settings;
      const window = architecture === 'window' ? `a window of ${context} words, ${projection} numbers each, ` : '';
      terminal.line();
      terminal.line(`${style.bold(`Run ${run.id}, ${visibleLine(run.name)}`)}`);
      terminal.line(
        `  ${window}${hidden} ${cell} units, vocabulary ${count(run.vocabulary)}, ${count(run.parameters)} parameters, ` +
          `${epochs} ${epochs === 1 ? 'epoch' : 'epochs'} of ${count(run.trainTokens)} tokens, ` +
          `learning rate ${learningRate} (${schedule})`,
      );
      progress.begin(run);
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
    metrics: (run, row) => progress.add(run, row),
    evaluation(_run, row) {
      if (row.family === 'language') terminal.line(evaluationLine(row));
    },
    changed: () => undefined,
    ended: (run) =>
      showRunEnd(terminal, run, {
        program,
        data,
        unit: 'tokens',
        next: [`sample ${run.id} --count 5`, `show ${run.id}`],
      }),
  };

  function evaluationLine(row: LanguageEvaluationRow): string {
    const baselines = known.get(row.split);
    const where = baselines ? comparison(row.loss, baselines) : '';
    const coloured = baselines && row.loss < baselines.bigram.loss ? style.good(where) : where;
    const when = row.split === 'test' ? 'best' : row.step === 0 ? 'start' : `epoch ${row.epoch}`;
    return [when.padEnd(9), row.split.padEnd(10), figuresLine(row), coloured].filter(Boolean).join('  ');
  }
}
