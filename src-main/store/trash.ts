/**
 * The trash: `trashed_at` of texts and runs. A text goes there with its runs, all at one time of their own, so that it
 * comes back with exactly those. No run is outside the trash while its text is inside.
 */
import { type LibraryEntry, type LibraryItem, UnfoldError } from '#shared/protocol/index.ts';
import { deleteCorpus, getCorpus } from './corpora.ts';
import type { ReadableDatabase, WritableDatabase } from './database.ts';
import { deleteRun, getRun } from './runs.ts';

type Table = 'corpora' | 'runs';

/** @throws UnfoldError `conflict` when it lies in the trash */
export function refuseTrashed({ name, trashedAt }: Pick<LibraryEntry, 'name' | 'trashedAt'>): void {
  if (trashedAt !== null) throw new UnfoldError('conflict', `"${name}" is in the trash. Restore it first.`);
}

/** The runs that would go into the trash with these. @throws UnfoldError `not-found` */
export function runsToTrash(database: ReadableDatabase, items: readonly LibraryItem[]): number[] {
  const runs = items.flatMap(({ kind, id }) => {
    if (kind === 'run') return getRun(database, id).trashedAt === null ? [id] : [];
    return runsOf(database, getCorpus(database, id).id, null);
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
    for (const { kind, id } of items)
      if (kind === 'corpus' && getCorpus(database, id).trashedAt === null) setTrashedAt(database, 'corpora', id, at);
  });
}

/** A text comes back with the runs that went with it, a run with its text alone. @throws UnfoldError `not-found` */
export function restore(database: WritableDatabase, items: readonly LibraryItem[]): void {
  database.transaction(() => {
    // Texts first: a run of theirs would bring them back alone.
    for (const { kind, id } of items) {
      if (kind !== 'corpus') continue;
      const { trashedAt } = getCorpus(database, id);
      if (trashedAt === null) continue;
      for (const run of runsOf(database, id, trashedAt)) setTrashedAt(database, 'runs', run, null);
      setTrashedAt(database, 'corpora', id, null);
    }
    for (const { kind, id } of items) {
      if (kind !== 'run') continue;
      const { trashedAt, corpusId } = getRun(database, id);
      if (trashedAt === null) continue;
      setTrashedAt(database, 'runs', id, null);
      if (corpusId !== null && getCorpus(database, corpusId).trashedAt !== null)
        setTrashedAt(database, 'corpora', corpusId, null);
    }
  });
}

/**
 * Deletes for ever: of `items`, left out: of everything, what lies in the trash; texts with their runs.
 * What is not in the trash, or not there any more, is passed over. Answers the runs that are gone.
 */
export function emptyTrash(database: WritableDatabase, items?: readonly LibraryItem[]): number[] {
  return database.transaction(() => {
    const chosen = (table: Table, kind: LibraryItem['kind']): number[] => {
      const inTrash = database.all<{ id: number }>(`SELECT id FROM ${table} WHERE trashed_at IS NOT NULL`);
      const wanted = items && new Set(items.filter((item) => item.kind === kind).map(({ id }) => id));
      return inTrash.map(({ id }) => id).filter((id) => wanted?.has(id) ?? true);
    };
    const corpora = chosen('corpora', 'corpus');
    const ofCorpora = corpora.flatMap((corpus) =>
      database.all<{ id: number }>('SELECT id FROM runs WHERE corpus = ?', corpus).map(({ id }) => id),
    );
    const runs = [...new Set([...chosen('runs', 'run'), ...ofCorpora])];
    for (const run of runs) deleteRun(database, run);
    for (const corpus of corpora) deleteCorpus(database, corpus);
    return runs;
  });
}

const runsOf = (database: ReadableDatabase, corpus: number, trashedAt: number | null): number[] =>
  database
    .all<{ id: number }>('SELECT id FROM runs WHERE corpus = ? AND trashed_at IS ? ORDER BY id', corpus, trashedAt)
    .map(({ id }) => id);

/** Later than everything in the trash, so that what went together is told from what went a moment before. */
function newTime(database: ReadableDatabase): number {
  const sql =
    'SELECT MAX(trashed_at) AS latest FROM (SELECT trashed_at FROM corpora UNION ALL SELECT trashed_at FROM runs)';
  return Math.max(Date.now(), (database.get<{ latest: number | null }>(sql)?.latest ?? 0) + 1);
}

function setTrashedAt(database: WritableDatabase, table: Table, id: number, at: number | null): void {
  database.run(`UPDATE ${table} SET trashed_at = ?, revision = revision + 1 WHERE id = ?`, at, id);
}
