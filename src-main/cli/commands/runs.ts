/** `unfold runs`: the saved runs. */
import * as v from 'valibot';
import type { Run } from '#shared/protocol/index.ts';
import { command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { isThere } from '../find-named.ts';
import { flag, settingOr, text } from '../options/option.ts';
import { runFields } from '../run-fields.ts';
import { dateTime, figure, fixed } from '../terminal/figures.ts';
import { table } from '../terminal/table.ts';
import { withEngine } from '../with-engine.ts';

const ORDERS = {
  newest: (a: Run, b: Run) => b.createdAt - a.createdAt || b.id - a.id,
  name: (a: Run, b: Run) => a.name.localeCompare(b.name) || a.id - b.id,
  loss: (a: Run, b: Run) => (a.best?.loss ?? Infinity) - (b.best?.loss ?? Infinity) || a.id - b.id,
  bits: (a: Run, b: Run) =>
    (a.best?.bitsPerCharacter ?? Infinity) - (b.best?.bitsPerCharacter ?? Infinity) || a.id - b.id,
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
      'newest first, by name, by best validation loss or by its bits per character',
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

function runTable(list: readonly Run[]): string[] {
  const columns = [
    { title: 'id', right: true },
    { title: 'name', most: 32 },
    { title: 'status', most: 24 },
    { title: 'hidden', right: true },
    { title: 'vocabulary', right: true },
    { title: 'epochs', right: true },
    { title: 'best loss', right: true },
    { title: 'perplexity', right: true },
    { title: 'bits/char', right: true },
    { title: 'begun' },
    { title: 'tags', most: 30 },
  ];
  const rows = list.map(({ id, name, status, settings, vocabulary, progress, best, createdAt, tags, archived }) => [
    String(id),
    name,
    archived ? `${status}, archived` : status,
    String(settings.hidden),
    String(vocabulary),
    `${progress.epoch}/${settings.epochs}`,
    best ? fixed(best.loss, 3) : '',
    best ? figure(best.perplexity) : '',
    best ? fixed(best.bitsPerCharacter, 3) : '',
    dateTime(createdAt),
    tags.join(', '),
  ]);
  return table(columns, rows);
}
