/**
 * The trash: `trashed_at` of texts, data sets and runs. A text or a data set goes there with its runs, all at one time
 * of their own, so that it comes back with exactly those. No run is outside the trash while what it learns from is inside.
 */
import { type LibraryEntry, type LibraryItem, UnfoldError } from '#shared/protocol/index.ts';
import { deleteCorpus, getCorpus } from './corpora.ts';
import { deleteDataSet, getDataSet } from './data-sets.ts';
import type { ReadableDatabase, WritableDatabase } from './database.ts';
import { deleteRun, getRun } from './runs.ts';

/** What runs learn from: its table, and the column of `runs` that names it. */
interface Source {
  readonly table: 'corpora' | 'data_sets';
  readonly column: 'corpus' | 'data_set';
  get(database: ReadableDatabase, id: number): LibraryEntry;
  delete(database: WritableDatabase, id: number): void;
}

const SOURCES: Readonly<Record<Exclude<LibraryItem['kind'], 'run'>, Source>> = {
  corpus: { table: 'corpora', column: 'corpus', get: getCorpus, delete: deleteCorpus },
  dataset: { table: 'data_sets', column: 'data_set', get: getDataSet, delete: deleteDataSet },
};

type Table = Source['table'] | 'runs';

/** @throws UnfoldError `conflict` when it lies in the trash */
export function refuseTrashed({ name, trashedAt }: Pick<LibraryEntry, 'name' | 'trashedAt'>): void {
  if (trashedAt !== null) throw new UnfoldError('conflict', `"${name}" is in the trash. Restore it first.`);
}

/** The runs that would go into the trash with these. @throws UnfoldError `not-found` */
export function runsToTrash(database: ReadableDatabase, items: readonly LibraryItem[]): number[] {
  const runs = items.flatMap(({ kind, id }) => {
    if (kind === 'run') return getRun(database, id).trashedAt === null ? [id] : [];
    SOURCES[kind].get(database, id);
    return runsOf(database, SOURCES[kind], id, null);
  });
  return [...new Set(runs)];
}

/** @throws UnfoldError `not-found`; `conflict` when a run among them trains or waits to */
export function trash(database: WritableDatabase, items: readonly LibraryItem[]): void {
  database.transaction(() => {
    const at = newTime(database);
    for (const id of runsToTrash(database, items)) {
      const { name, status } = getRun(database, id);
      if (status === 'running' || status === 'queued')
        throw new UnfoldError('conflict', `"${name}" is training. Stop it before you put it into the trash.`);
      if (status === 'paused') database.run("UPDATE runs SET status = 'stopped', session = NULL WHERE id = ?", id);
      setTrashedAt(database, 'runs', id, at);
    }
    for (const { kind, id } of items) {
      if (kind === 'run') continue;
      const { table, get } = SOURCES[kind];
      if (get(database, id).trashedAt === null) setTrashedAt(database, table, id, at);
    }
  });
}

/** A text or a data set comes back with the runs that went with it, a run with what it learns from alone. @throws UnfoldError `not-found` */
export function restore(database: WritableDatabase, items: readonly LibraryItem[]): void {
  database.transaction(() => {
    // First what runs learn from: a run would bring it back alone.
    for (const { kind, id } of items) {
      if (kind === 'run') continue;
      const source = SOURCES[kind];
      const { trashedAt } = source.get(database, id);
      if (trashedAt === null) continue;
      for (const run of runsOf(database, source, id, trashedAt)) setTrashedAt(database, 'runs', run, null);
      setTrashedAt(database, source.table, id, null);
    }
    for (const { kind, id } of items) {
      if (kind !== 'run' || getRun(database, id).trashedAt === null) continue;
      setTrashedAt(database, 'runs', id, null);
      for (const { table, column } of Object.values(SOURCES)) {
        const sql = `SELECT id FROM ${table} WHERE id = (SELECT ${column} FROM runs WHERE id = ?) AND trashed_at IS NOT NULL`;
        for (const source of database.all<{ id: number }>(sql, id)) setTrashedAt(database, table, source.id, null);
      }
    }
  });
}

/**
 * Deletes for ever: of `items`, left out: of everything, what lies in the trash; texts and data sets with their runs.
 * What is not in the trash, or not there any more, is passed over. Answers the runs that are gone.
 */
export function emptyTrash(database: WritableDatabase, items?: readonly LibraryItem[]): number[] {
  return database.transaction(() => {
    const chosen = (table: Table, kind: LibraryItem['kind']): number[] => {
      const inTrash = database.all<{ id: number }>(`SELECT id FROM ${table} WHERE trashed_at IS NOT NULL`);
      const wanted = items && new Set(items.filter((item) => item.kind === kind).map(({ id }) => id));
      return inTrash.map(({ id }) => id).filter((id) => wanted?.has(id) ?? true);
    };
    const sources = (['corpus', 'dataset'] as const).flatMap((kind) =>
      chosen(SOURCES[kind].table, kind).map((id) => ({ ...SOURCES[kind], id })),
    );
    const ofSources = sources.flatMap(({ column, id }) =>
      database.all<{ id: number }>(`SELECT id FROM runs WHERE ${column} = ?`, id).map((run) => run.id),
    );
    const runs = [...new Set([...chosen('runs', 'run'), ...ofSources])];
    for (const run of runs) deleteRun(database, run);
    for (const source of sources) source.delete(database, source.id);
    return runs;
  });
}

const runsOf = (database: ReadableDatabase, { column }: Source, id: number, trashedAt: number | null): number[] =>
  database
    .all<{ id: number }>(`SELECT id FROM runs WHERE ${column} = ? AND trashed_at IS ? ORDER BY id`, id, trashedAt)
    .map((run) => run.id);

/** Later than everything in the trash, so that what went together is told from what went a moment before. */
function newTime(database: ReadableDatabase): number {
  const sql = `SELECT MAX(trashed_at) AS latest FROM (SELECT trashed_at FROM corpora
    UNION ALL SELECT trashed_at FROM data_sets UNION ALL SELECT trashed_at FROM runs)`;
  return Math.max(Date.now(), (database.get<{ latest: number | null }>(sql)?.latest ?? 0) + 1);
}

function setTrashedAt(database: WritableDatabase, table: Table, id: number, at: number | null): void {
  database.run(`UPDATE ${table} SET trashed_at = ?, revision = revision + 1 WHERE id = ?`, at, id);
}
