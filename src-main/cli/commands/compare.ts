/** `unfold compare`: what differs between runs, and which one is better. */
import type { Run } from '#shared/protocol/index.ts';
import { command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { findNamed, isThere } from '../find-named.ts';
import { layersText } from '../perceptron-figures.ts';
import { runFields } from '../run-fields.ts';
import { settingsRows } from '../settings-rows.ts';
import { sourceField, sourceNames } from '../source-name.ts';
import { figure, fixed, percentTo } from '../terminal/figures.ts';
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
    const { all, source } = await withEngine(call, async ({ request }) => ({
      all: (await request('runs.list', {})).filter(isThere),
      source: await sourceNames(request),
    }));
    const chosen = positionals.map((typed) => findNamed(typed, 'run', all));
    if (json) for (const run of chosen) terminal.json({ ...runFields(run), ...sourceField(run, source(run) ?? '') });
    else {
      const columns = [{ title: '' }, ...chosen.map(({ id }) => ({ title: `run ${id}`, right: true, most: 28 }))];
      for (const line of table(
        columns,
        comparisonRows(chosen, (run) => source(run) ?? ''),
      ))
        terminal.line(line);
    }
    return EXIT.done;
  },
});

/** Every setting that is not the same in all, then the figures; the best ones are marked. */
export function comparisonRows(runs: readonly Run[], sourceName: (run: Run) => string): string[][] {
  const settings = runs.map((run) => [
    { flag: run.family === 'language' ? 'text' : 'data', value: sourceName(run) },
    ...settingsRows(run),
    ...(run.family === 'language'
      ? [{ flag: 'kept vocabulary', value: String(run.vocabulary) }]
      : [{ flag: 'layers', value: layersText(run) }]),
    { flag: 'kernels', value: run.kernels },
  ]);
  const flags = [...new Set(settings.flatMap((rows) => rows.map(({ flag }) => flag)))];
  const differing = flags
    .map((flag) => [flag, ...settings.map((rows) => rows.find((row) => row.flag === flag)?.value ?? '')])
    .filter(([, ...values]) => new Set(values).size > 1);
  const row = (title: string, cell: (run: Run) => string) => [title, ...runs.map(cell)];
  const figures = FIGURES.filter(({ of }) => runs.some((run) => of(run) !== null));
  return [
    row('name', (run) => run.name),
    row('status', (run) => run.status),
    ...differing,
    row('parameters', (run) => String(run.parameters)),
    row('best at epoch', ({ best }) => (best ? String(best.epoch) : '')),
    ...figures.map(({ title, of, text, best }) => {
      const marked = best && best(runs.flatMap((run) => of(run) ?? []));
      return row(title, (run) => {
        const value = of(run);
        return value === null ? '' : `${value === marked ? '* ' : ''}${text(value)}`;
      });
    }),
  ];
}

interface Figure {
  readonly title: string;
  of(run: Run): number | null;
  text(value: number): string;
  /** Which of several is to be marked; left out: they cannot be compared with all. */
  readonly best?: (values: readonly number[]) => number;
}

const lowest = (values: readonly number[]): number => Math.min(...values);
const highest = (values: readonly number[]): number => Math.max(...values);

const FIGURES: readonly Figure[] = [
  { title: 'best loss', of: ({ best }) => best?.loss ?? null, text: (value) => fixed(value, 3) },
  {
    title: 'best perplexity',
    of: (run) => (run.family === 'language' ? (run.best?.perplexity ?? null) : null),
    text: figure,
  },
  {
    title: 'best bits/character',
    of: (run) => (run.family === 'language' ? (run.best?.bitsPerCharacter ?? null) : null),
    text: (value) => fixed(value, 3),
    best: lowest,
  },
  {
    title: 'best accuracy',
    of: (run) => (run.family === 'perceptron' ? (run.best?.accuracy ?? null) : null),
    text: (value) => percentTo(value, 2),
    best: highest,
  },
  {
    title: 'best root mean square error',
    of: (run) => (run.family === 'perceptron' ? (run.best?.rootMeanSquaredError ?? null) : null),
    text: figure,
    best: lowest,
  },
];
