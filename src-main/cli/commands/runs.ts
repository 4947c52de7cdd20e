/** `unfold runs`: the saved runs. */
import * as v from 'valibot';
import type { LanguageRun, PerceptronRun, Run } from '#shared/protocol/index.ts';
import { command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { isThere } from '../find-named.ts';
import { flag, settingOr, text } from '../options/option.ts';
import { layersText } from '../perceptron-figures.ts';
import { runFields } from '../run-fields.ts';
import { dateTime, figure, fixed, percentTo } from '../terminal/figures.ts';
import { type Column, table } from '../terminal/table.ts';
import { withEngine } from '../with-engine.ts';

const bits = (run: Run): number => (run.family === 'language' ? (run.best?.bitsPerCharacter ?? Infinity) : Infinity);
const accuracy = (run: Run): number => (run.family === 'perceptron' ? (run.best?.accuracy ?? -1) : -1);

const ORDERS = {
  newest: (a: Run, b: Run) => b.createdAt - a.createdAt || b.id - a.id,
  name: (a: Run, b: Run) => a.name.localeCompare(b.name) || a.id - b.id,
  loss: (a: Run, b: Run) => (a.best?.loss ?? Infinity) - (b.best?.loss ?? Infinity) || a.id - b.id,
  bits: (a: Run, b: Run) => bits(a) - bits(b) || a.id - b.id,
  accuracy: (a: Run, b: Run) => accuracy(b) - accuracy(a) || a.id - b.id,
} as const;
type Order = keyof typeof ORDERS;

export const runs = command({
  name: 'runs',
  summary: 'Lists the saved runs.',
  positionals: { usage: '', least: 0, most: 0 },
  options: {
    sort: settingOr(
      v.picklist(Object.keys(ORDERS) as [Order, ...Order[]]),
      'newest',
      'ORDER',
      'newest first, by name, by best validation loss, by its bits per character or its accuracy',
    ),
    tag: text('TAG', 'only runs with this tag'),
    archived: flag('archived runs too'),
  },
  examples: ['runs', 'runs --sort bits --tag sweep', 'runs --json'],
  async run({ options, terminal, json, ...call }) {
    const all = await withEngine(call, (engine) => engine.request('runs.list', {}));
    const { tag, sort, archived } = options;
    const chosen = all
      .filter((run) => isThere(run) && (archived || !run.archived) && (tag === undefined || run.tags.includes(tag)))
      .toSorted(ORDERS[sort]);
    if (json) for (const run of chosen) terminal.json(runFields(run));
    else if (chosen.length === 0) {
      const none = tag === undefined ? 'There are no runs yet.' : `No run has the tag "${tag}".`;
      terminal.note(`${none} "${call.place.program} train FILE" makes one.`);
    } else for (const line of runTable(chosen)) terminal.line(line);
    return EXIT.done;
  },
});

/** The columns of a family are there when a run of it is, those of a figure when a run has it. */
function runTable(list: readonly Run[]): string[] {
  const columns = COLUMNS.filter(({ always, cell }) => always === true || list.some((run) => cell(run) !== ''));
  return table(
    columns,
    list.map((run) => columns.map(({ cell }) => cell(run))),
  );
}

interface RunColumn extends Column {
  /** Shown also when it is empty. */
  readonly always?: boolean;
  cell(run: Run): string;
}

const languageColumn = (title: string, cell: (run: LanguageRun) => string): RunColumn => ({
  title,
  right: true,
  cell: (run) => (run.family === 'language' ? cell(run) : ''),
});
const perceptronColumn = (title: string, cell: (run: PerceptronRun) => string): RunColumn => ({
  title,
  right: true,
  cell: (run) => (run.family === 'perceptron' ? cell(run) : ''),
});
const orNothing = (value: number | null | undefined, text: (value: number) => string): string =>
  value === null || value === undefined ? '' : text(value);

const COLUMNS: readonly RunColumn[] = [
  { title: 'id', right: true, cell: ({ id }) => String(id) },
  { title: 'name', most: 32, cell: ({ name }) => name },
  { title: 'status', most: 24, cell: ({ status, archived }) => (archived ? `${status}, archived` : status) },
  languageColumn('hidden', ({ settings }) => String(settings.hidden)),
  languageColumn('vocabulary', ({ vocabulary }) => String(vocabulary)),
  perceptronColumn('layers', layersText),
  { title: 'epochs', right: true, cell: ({ progress, settings }) => `${progress.epoch}/${settings.epochs}` },
  {
    title: 'best loss',
    right: true,
    always: true,
    cell: ({ best }) => orNothing(best?.loss, (loss) => fixed(loss, 3)),
  },
  languageColumn('perplexity', ({ best }) => orNothing(best?.perplexity, figure)),
  languageColumn('bits/char', ({ best }) => orNothing(best?.bitsPerCharacter, (bits) => fixed(bits, 3))),
  perceptronColumn('accuracy', ({ best }) => orNothing(best?.accuracy, (accuracy) => percentTo(accuracy, 2))),
  perceptronColumn('error', ({ best }) => orNothing(best?.rootMeanSquaredError, figure)),
  { title: 'begun', cell: ({ createdAt }) => dateTime(createdAt) },
  { title: 'tags', most: 30, always: true, cell: ({ tags }) => tags.join(', ') },
];
