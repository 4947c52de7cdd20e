/** Vocabularies: tokens in the order of their ids, with their counts in the training part. */
import type { VocabularyEntry } from '#shared/protocol/index.ts';
import type { ReadableDatabase, WritableDatabase } from './database.ts';

/** @param counts 0 for all when left out. Answers the vocabulary's id. */
export function insertVocabulary(
  database: WritableDatabase,
  tokens: readonly string[],
  counts?: ArrayLike<number>,
): number {
  return database.transaction(() => {
    const { id } = database.run('INSERT INTO vocabularies DEFAULT VALUES');
    tokens.forEach((token, rank) =>
      database.run('INSERT INTO vocabulary_tokens VALUES (?, ?, ?, ?)', id, rank, token, counts?.[rank] ?? 0),
    );
    return id;
  });
}

export function deleteVocabulary(database: WritableDatabase, vocabulary: number): void {
  database.run('DELETE FROM vocabularies WHERE id = ?', vocabulary);
}

/** The first `limit` tokens; all when left out. Index: id. */
export function vocabularyTokens(database: ReadableDatabase, vocabulary: number, limit = -1): string[] {
  const sql = 'SELECT token FROM vocabulary_tokens WHERE vocabulary = ? ORDER BY rank LIMIT ?';
  return database.all<{ token: string }>(sql, vocabulary, limit).map((row) => row.token);
}

/** How many tokens, the special ones aside, were seen at least `minimum` times. */
export function countFrequentTokens(database: ReadableDatabase, vocabulary: number, minimum: number): number {
  const sql = 'SELECT COUNT(*) AS n FROM vocabulary_tokens WHERE vocabulary = ? AND rank > 2 AND count >= ?';
  return database.get<{ n: number }>(sql, vocabulary, minimum)?.n ?? 0;
}

export function searchVocabulary(
  database: ReadableDatabase,
  vocabulary: number,
  { offset, limit, search }: { readonly offset: number; readonly limit: number; readonly search: string },
): { readonly total: number; readonly entries: VocabularyEntry[] } {
  const pattern = `%${search.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const where = `WHERE vocabulary = ? AND (? = '%%' OR token LIKE ? ESCAPE '\\')`;
  const total = database.get<{ n: number }>(
    `SELECT COUNT(*) AS n FROM vocabulary_tokens ${where}`,
    vocabulary,
    pattern,
    pattern,
  );
  const entries = database.all<VocabularyEntry>(
    `SELECT rank, token, count FROM vocabulary_tokens ${where} ORDER BY rank LIMIT ? OFFSET ?`,
    vocabulary,
    pattern,
    pattern,
    limit,
    offset,
  );
  return { total: total?.n ?? 0, entries };
}
