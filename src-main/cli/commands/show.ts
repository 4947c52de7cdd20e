/** `unfold show`: one run with its settings, its evaluations, what happened to it and what it wrote. */
import type { Run, RunEvent, StoredSample } from '#shared/protocol/index.ts';
import { command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { confusionTable, evaluationTable } from '../evaluation-table.ts';
import { findRun } from '../find-named.ts';
import { flag } from '../options/option.ts';
import { layersText, perceptronFiguresLine } from '../perceptron-figures.ts';
import { runFields } from '../run-fields.ts';
import { settingsRows } from '../settings-rows.ts';
import { sourceField, sourceNames } from '../source-name.ts';
import { count, dateTime, duration, figure, fixed } from '../terminal/figures.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { visible, visibleLine } from '../terminal/visible.ts';
import { withEngine } from '../with-engine.ts';

export const show = command({
  name: 'show',
  summary: 'Shows one run: status, settings, evaluations.',
  positionals: { usage: 'RUN', least: 1, most: 1 },
  options: {
    samples: flag('what a language model wrote, newest last'),
    confusion: flag('which classes a perceptron takes for which'),
  },
  examples: ['show novel', 'show novel --samples', 'show iris --confusion', 'show 3 --json'],
  async run({ options, positionals, terminal, json, ...call }) {
    const { run, evaluations, events, samples, source, dataSet } = await withEngine(call, async ({ request }) => {
      const run = await findRun(request, positionals[0] ?? '');
      const dataSets = run.family === 'perceptron' ? await request('datasets.list', {}) : [];
      return {
        run,
        evaluations: await request('runs.evaluations', { run: run.id }),
        events: await request('runs.events', { run: run.id }),
        samples: options.samples && run.family === 'language' ? await request('runs.samples', { run: run.id }) : null,
        source: (await sourceNames(request))(run),
        dataSet: dataSets.find(({ id }) => run.family === 'perceptron' && id === run.dataSetId),
      };
    });
    if (json) {
      const written = samples ? { samples } : {};
      terminal.json({ ...runFields(run), ...sourceField(run, source), evaluations, events, ...written });
    } else {
      showRun(terminal, run, source);
      showLines(terminal, evaluationTable(evaluations));
      if (options.confusion) showLines(terminal, confusionTable(evaluations, dataSet));
      showEvents(terminal, events);
      if (samples) showSamples(terminal, samples);
    }
    return EXIT.done;
  },
});

function showLines(terminal: Terminal, lines: readonly string[]): void {
  if (lines.length > 0) terminal.line();
  for (const line of lines) terminal.line(line);
}

function showRun(terminal: Terminal, run: Run, source: string | null): void {
  const { progress, settings } = run;
  const ofText = run.family === 'language';
  terminal.line(terminal.style.bold(`Run ${run.id}, ${visibleLine(run.name)}`));
  const facts = [
    ['status', run.message ? `${run.status}: ${run.message}` : run.status],
    [ofText ? 'text' : 'data', source ?? 'none: the weights were imported'],
    ['begun', dateTime(run.createdAt)],
    [
      'trained',
      `${progress.epoch} of ${settings.epochs} epochs, ${count(progress.tokens)} ${ofText ? 'tokens' : 'examples'}, ${duration(progress.seconds)}`,
    ],
    [
      'size',
      `${ofText ? `vocabulary ${count(run.vocabulary)}` : layersText(run)}, ${count(run.parameters)} parameters`,
    ],
    ['best', bestText(run)],
    ['tags', run.tags.join(', ')],
    ['kernels', `${run.kernels}, Unfold ${run.programVersion}`],
  ];
  for (const [label = '', value = ''] of facts)
    if (value) terminal.line(`  ${label.padEnd(18)}  ${visibleLine(value)}`);
  if (run.notes) terminal.line(`\n${visible(run.notes)}`);
  terminal.line();
  for (const { flag, value } of settingsRows(run)) terminal.line(`  ${flag.padEnd(18)}  ${value}`);
}

function bestText(run: Run): string {
  if (run.best === null) return '';
  const figures =
    run.family === 'perceptron'
      ? perceptronFiguresLine(run.best)
      : `${fixed(run.best.bitsPerCharacter, 3)} bits/character`;
  return `${figures} after epoch ${run.best.epoch}`;
}

function showEvents(terminal: Terminal, events: readonly RunEvent[]): void {
  if (events.length > 0) terminal.line();
  for (const event of events)
    terminal.line(`  epoch ${event.epoch}, step ${event.step}, ${dateTime(event.at)}: ${eventWords(event)}`);
}

function eventWords(event: RunEvent): string {
  if (event.kind === 'resumed') return 'resumed';
  if (event.kind === 'continued') return `continued to ${event.epochs} epochs`;
  const change = `from ${rate(event.from)} to ${rate(event.to)}`;
  return `learning rate ${event.kind === 'rate-set' ? 'set' : 'halved'} ${change}`;
}

const rate = (value: number): string => String(Number(value.toPrecision(4)));

function showSamples(terminal: Terminal, samples: readonly StoredSample[]): void {
  for (const { epoch, step, evaluation, text } of samples) {
    const figures = evaluation ? `, perplexity ${figure(evaluation.perplexity)}` : '';
    terminal.line();
    terminal.line(terminal.style.dim(`epoch ${epoch}, step ${step}${figures}`));
    terminal.line(visible(text));
  }
  if (samples.length === 0) terminal.line('\nIt has not written anything yet.');
}
