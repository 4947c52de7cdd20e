/** What changed in the library since the last look, by whichever process. */
import type { ReadableDatabase } from './database.ts';

export interface LibraryRevision {
  /** Changes when a text or a data set changes, and when a run is added, renamed, archived, trashed, restored or deleted. */
  readonly entries: string;
  /** Run id -> revision. */
  readonly runs: ReadonlyMap<number, number>;
}

/** Grows when another connection, also one of this process, commits. Costs next to nothing. */
export const dataVersion = (database: ReadableDatabase): number =>
  database.get<{ data_version: number }>('PRAGMA data_version')?.data_version ?? 0;

export function libraryRevision(database: ReadableDatabase): LibraryRevision {
  const changesOf = (table: 'corpora' | 'data_sets'): number[][] =>
    database
      .all<{ id: number; revision: number }>(`SELECT id, revision FROM ${table} ORDER BY id`)
      .map(({ id, revision }) => [id, revision]);
  const runs = database.all<{
    id: number;
    name: string;
    archived: number;
    trashed_at: number | null;
    revision: number;
  }>('SELECT id, name, archived, trashed_at, revision FROM runs ORDER BY id');
  const names = runs.map(({ id, name, archived, trashed_at }) => [id, name, archived, trashed_at]);
  return {
    entries: JSON.stringify([changesOf('corpora'), changesOf('data_sets'), names]),
    runs: new Map(runs.map(({ id, revision }) => [id, revision])),
  };
}
