/** `unfold show`: one run with its settings and its evaluations. */
import type { EvaluationRow, Run } from '#shared/protocol/index.ts';
import { command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { findRun } from '../find-named.ts';
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
  options: {},
  examples: ['show novel', 'show 3 --json'],
  async run({ positionals, terminal, json, ...call }) {
    const { run, evaluations, corpus } = await withEngine(call, async ({ request }) => {
      const run = await findRun(request, positionals[0] ?? '');
      const corpora = await request('corpora.list', {});
      return {
        run,
        evaluations: await request('runs.evaluations', { run: run.id }),
        corpus: corpora.find(({ id }) => id === run.corpusId)?.name ?? null,
      };
    });
    if (json) terminal.json({ ...runFields(run), corpusName: corpus, evaluations });
    else {
      showRun(terminal, run, corpus);
      showEvaluations(terminal, evaluations);
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
