/** A perceptron's run as a person follows it: lines for what stays, a progress bar for what changes. */
import type { PerceptronEvaluationRow } from '#shared/protocol/index.ts';
import { dataSetLines } from '../data-set-words.ts';
import { layersText, perceptronFiguresLine } from '../perceptron-figures.ts';
import { count, duration, fixed } from '../terminal/figures.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { visibleLine } from '../terminal/visible.ts';
import { LiveProgress } from './live-progress.ts';
import { showRunEnd } from './run-end.ts';
import type { PerceptronView } from './run-view.ts';

const LOSS_MEMORY_EXAMPLES = 5000;
/** After many short epochs, not each of them is a line. */
const LINES = 25;

/** @param program what a person types before a command   @param data the folder of `--data`, when given */
export function perceptronView(terminal: Terminal, program: string, data?: string): PerceptronView {
  const { style } = terminal;
  const progress = new LiveProgress(terminal, { unit: 'examples', memory: LOSS_MEMORY_EXAMPLES });
  let shownEpoch = -Infinity;
  let lastLoss: number | null = null;
  let next: readonly string[] = ['show', 'predict'];

  return {
    dataSet(dataSet, seconds) {
      if (dataSet.description.kind !== 'table') next = ['show'];
      const speed = dataSet.bytes > 1_000_000 ? ` in ${duration(seconds)}` : '';
      const [title = '', ...facts] = dataSetLines(dataSet);
      terminal.line(`${style.bold(title)}${speed}`);
      for (const line of facts) terminal.line(`  ${line}`);
    },
    started(run) {
      if (run.family !== 'perceptron') return;
      const { activation, output, cost, epochs, batchSize, learningRate, schedule } = run.settings;
      const hidden = run.settings.hidden.length === 0 ? 'no hidden units' : `${activation} units`;
      terminal.line();
      terminal.line(style.bold(`Run ${run.id}, ${visibleLine(run.name)}`));
      terminal.line(
        `  ${layersText(run)}, ${hidden}, ${output} output, ${cost} cost, ${count(run.parameters)} parameters, ` +
          `${epochs} ${epochs === 1 ? 'epoch' : 'epochs'} of ${count(run.trainTokens)} examples in batches of ` +
          `${batchSize === null ? 'all' : count(batchSize)}, learning rate ${learningRate} (${schedule})`,
      );
      progress.begin(run);
    },
    metrics(run, row) {
      lastLoss = row.loss;
      progress.add(run, row);
    },
    evaluation(run, row) {
      if (row.family !== 'perceptron') return;
      const { epochs } = run.settings;
      const isDue = row.epoch === 0 || row.epoch - shownEpoch >= epochs / LINES || row.epoch === epochs;
      if (row.split === 'validation' && !isDue) return;
      if (row.split === 'validation' && row.epoch > 0) shownEpoch = row.epoch;
      terminal.line(evaluationLine(row));
    },
    changed: () => undefined,
    ended(run) {
      // without a validation part nothing else tells how well it has learnt
      if (run.best === null && lastLoss !== null)
        terminal.line(`at the end, the loss on what it learns from: ${fixed(lastLoss, 4)}`);
      const commands = next.map((command) => `${command} ${run.id}${command === 'predict' ? ' FILE' : ''}`);
      showRunEnd(terminal, run, { program, data, unit: 'examples', next: commands });
    },
  };
}

function evaluationLine(row: PerceptronEvaluationRow): string {
  const when = row.split === 'test' ? 'end' : row.step === 0 ? 'start' : `epoch ${row.epoch}`;
  return [when.padEnd(10), row.split.padEnd(10), perceptronFiguresLine(row)].join('  ');
}
