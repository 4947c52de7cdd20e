/** What changed in the library since the last look, by whichever process. */
import type { ReadableDatabase } from './database.ts';

export interface LibraryRevision {
  /** Changes when a text or run is added, renamed or deleted. */
  readonly names: string;
  /** Run id -> revision. */
  readonly runs: ReadonlyMap<number, number>;
}

/** Grows when another connection, also one of this process, commits. Costs next to nothing. */
export const dataVersion = (database: ReadableDatabase): number =>
  database.get<{ data_version: number }>('PRAGMA data_version')?.data_version ?? 0;

export function libraryRevision(database: ReadableDatabase): LibraryRevision {
  const corpora = database.all<{ id: number; name: string }>('SELECT id, name FROM corpora ORDER BY id');
  const runs = database.all<{ id: number; name: string; revision: number }>(
    'SELECT id, name, revision FROM runs ORDER BY id',
  );
  const names = [corpora, runs].map((rows) => rows.map(({ id, name }) => [id, name]));
  return { names: JSON.stringify(names), runs: new Map(runs.map(({ id, revision }) => [id, revision])) };
}
