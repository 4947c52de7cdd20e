/** `unfold show`: one run with its settings, its evaluations, what happened to it and what it wrote. */
import type { EvaluationRow, Run, RunEvent, StoredSample } from '#shared/protocol/index.ts';
import { command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { findRun } from '../find-named.ts';
import { flag } from '../options/option.ts';
import { runFields } from '../run-fields.ts';
import { settingsRows } from '../settings-rows.ts';
import { count, dateTime, duration, figure, fixed } from '../terminal/figures.ts';
import { table } from '../terminal/table.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { visible, visibleLine } from '../terminal/visible.ts';
import { withEngine } from '../with-engine.ts';

export const show = command({
  name: 'show',
  summary: 'Shows one run: status, settings, evaluations.',
  positionals: { usage: 'RUN', least: 1, most: 1 },
  options: { samples: flag('what it wrote, newest last') },
  examples: ['show novel', 'show novel --samples', 'show 3 --json'],
  async run({ options, positionals, terminal, json, ...call }) {
    const { run, evaluations, events, samples, corpus } = await withEngine(call, async ({ request }) => {
      const run = await findRun(request, positionals[0] ?? '');
      const corpora = await request('corpora.list', {});
      return {
        run,
        evaluations: await request('runs.evaluations', { run: run.id }),
        events: await request('runs.events', { run: run.id }),
        samples: options.samples ? await request('runs.samples', { run: run.id }) : null,
        corpus: corpora.find(({ id }) => id === run.corpusId)?.name ?? null,
      };
    });
    if (json)
      terminal.json({ ...runFields(run), corpusName: corpus, evaluations, events, ...(samples ? { samples } : {}) });
    else {
      showRun(terminal, run, corpus);
      showEvaluations(terminal, evaluations);
      showEvents(terminal, events);
      if (samples) showSamples(terminal, samples);
    }
    return EXIT.done;
  },
});

function showRun(terminal: Terminal, run: Run, corpus: string | null): void {
  const { progress, settings, best } = run;
  terminal.line(terminal.style.bold(`Run ${run.id}, ${visibleLine(run.name)}`));
  const facts = [
    ['status', run.message ? `${run.status}: ${run.message}` : run.status],
    ['text', corpus === null ? 'none: the weights were imported' : corpus],
    ['begun', dateTime(run.createdAt)],
    [
      'trained',
      `${progress.epoch} of ${settings.epochs} epochs, ${count(progress.tokens)} tokens, ${duration(progress.seconds)}`,
    ],
    ['size', `vocabulary ${count(run.vocabulary)}, ${count(run.parameters)} parameters`],
    ['best', best ? `${fixed(best.bitsPerCharacter, 3)} bits/character after epoch ${best.epoch}` : ''],
    ['tags', run.tags.join(', ')],
    ['kernels', `${run.kernels}, Unfold ${run.programVersion}`],
  ];
  for (const [label = '', value = ''] of facts)
    if (value) terminal.line(`  ${label.padEnd(18)}  ${visibleLine(value)}`);
  if (run.notes) terminal.line(`\n${visible(run.notes)}`);
  terminal.line();
  for (const { flag, value } of settingsRows(settings)) terminal.line(`  ${flag.padEnd(18)}  ${value}`);
}

function showEvaluations(terminal: Terminal, evaluations: readonly EvaluationRow[]): void {
  if (evaluations.length === 0) return;
  const columns = [
    { title: '  epoch', right: true },
    { title: 'step', right: true },
    { title: 'part' },
    { title: 'loss', right: true },
    { title: 'perplexity', right: true },
    { title: 'bits/character', right: true },
    { title: '' },
  ];
  const rows = evaluations.map((row) => [
    String(row.epoch),
    String(row.step),
    row.split,
    fixed(row.loss, 3),
    figure(row.perplexity),
    fixed(row.bitsPerCharacter, 3),
    row.best ? 'best so far' : '',
  ]);
  terminal.line();
  for (const line of table(columns, rows)) terminal.line(line);
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
