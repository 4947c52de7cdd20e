/** Losses of the n-gram models, computed once for each text, vocabulary and part. */
import type { Baselines } from '#shared/protocol/index.ts';
import type { ReadableDatabase, WritableDatabase } from './database.ts';

export interface BaselinesKey {
  readonly corpus: number;
  /** The vocabulary whose first `size` tokens are known. */
  readonly vocabulary: number;
  readonly size: number;
  readonly split: 'validation' | 'test';
}

export function findBaselines(database: ReadableDatabase, key: BaselinesKey): Baselines | null {
  const row = database.get<{ result: string }>(
    'SELECT result FROM baselines WHERE corpus = ? AND vocabulary = ? AND size = ? AND split = ?',
    key.corpus,
    key.vocabulary,
    key.size,
    key.split,
  );
  return row === undefined ? null : (JSON.parse(row.result) as Baselines);
}

export function insertBaselines(database: WritableDatabase, key: BaselinesKey, result: Baselines): void {
  database.run(
    'INSERT OR REPLACE INTO baselines VALUES (?, ?, ?, ?, ?)',
    key.corpus,
    key.vocabulary,
    key.size,
    key.split,
    JSON.stringify(result),
  );
}
