/** `unfold compare`: what differs between runs, and which one is better. */
import type { Run } from '#shared/protocol/index.ts';
import { command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { findNamed, isThere } from '../find-named.ts';
import { runFields } from '../run-fields.ts';
import { settingsRows } from '../settings-rows.ts';
import { figure, fixed } from '../terminal/figures.ts';
import { table } from '../terminal/table.ts';
import { withEngine } from '../with-engine.ts';

export const compare = command({
  name: 'compare',
  summary: 'Puts runs side by side: the settings that differ, and the best figures.',
  positionals: { usage: 'RUN RUN...', least: 2, most: Infinity },
  options: {},
  details:
    'Bits per character can be compared across kinds of tokens, as long as few of them are <unk>, which is easy to predict; perplexity only where tokens and vocabulary are the same.',
  examples: ['compare 3 4', 'compare small large --json'],
  async run({ positionals, terminal, json, ...call }) {
    const { all, corpora } = await withEngine(call, async ({ request }) => ({
      all: (await request('runs.list', {})).filter(isThere),
      corpora: await request('corpora.list', {}),
    }));
    const chosen = positionals.map((typed) => findNamed(typed, 'run', all));
    const corpusName = ({ corpusId }: Run) => corpora.find(({ id }) => id === corpusId)?.name ?? '';
    if (json) for (const run of chosen) terminal.json({ ...runFields(run), corpusName: corpusName(run) });
    else {
      const columns = [{ title: '' }, ...chosen.map(({ id }) => ({ title: `run ${id}`, right: true, most: 28 }))];
      for (const line of table(columns, comparisonRows(chosen, corpusName))) terminal.line(line);
    }
    return EXIT.done;
  },
});

/** Every setting that is not the same in all, then the figures; the lowest bits per character are marked. */
export function comparisonRows(runs: readonly Run[], corpusName: (run: Run) => string): string[][] {
  const settings = runs.map((run) => [
    { flag: 'text', value: corpusName(run) },
    ...settingsRows(run.settings),
    { flag: 'kept vocabulary', value: String(run.vocabulary) },
    { flag: 'kernels', value: run.kernels },
  ]);
  const differing = (settings[0] ?? [])
    .map(({ flag }, i) => [flag, ...settings.map((rows) => rows[i]?.value ?? '')])
    .filter(([, ...values]) => new Set(values).size > 1);
  const lowest = Math.min(...runs.map((run) => run.best?.bitsPerCharacter ?? Infinity));
  const row = (title: string, cell: (run: Run) => string) => [title, ...runs.map(cell)];
  return [
    row('name', (run) => run.name),
    row('status', (run) => run.status),
    ...differing,
    row('parameters', (run) => String(run.parameters)),
    row('best at epoch', ({ best }) => (best ? String(best.epoch) : '')),
    row('best loss', ({ best }) => (best ? fixed(best.loss, 3) : '')),
    row('best perplexity', ({ best }) => (best ? figure(best.perplexity) : '')),
    row('best bits/character', ({ best }) =>
      best ? `${best.bitsPerCharacter === lowest ? '* ' : ''}${fixed(best.bitsPerCharacter, 3)}` : '',
    ),
  ];
}
