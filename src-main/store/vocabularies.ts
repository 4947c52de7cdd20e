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

/** What is stored of a token. */
export type StoredToken = Omit<VocabularyEntry, 'covered'>;

/** By rank: occurrences in the training part. As one array of JSON, which takes a fifth of the time of as many rows. */
export function vocabularyCounts(database: ReadableDatabase, vocabulary: number): Uint32Array {
  const ranked = 'SELECT count FROM vocabulary_tokens WHERE vocabulary = ? ORDER BY rank';
  const sql = `SELECT json_group_array(count) AS counts FROM (${ranked})`;
  const row = database.get<{ counts: string }>(sql, vocabulary);
  return Uint32Array.from(JSON.parse(row?.counts ?? '[]') as number[]);
}

/** Tokens in the order of their ranks, from one rank on. */
export function vocabularyPage(
  database: ReadableDatabase,
  vocabulary: number,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): StoredToken[] {
  const sql =
    'SELECT rank, token, count FROM vocabulary_tokens WHERE vocabulary = ? AND rank >= ? ORDER BY rank LIMIT ?';
  return database.all<StoredToken>(sql, vocabulary, offset, limit);
}

/** Tokens that contain a text; of Latin letters both cases. */
export function searchVocabulary(
  database: ReadableDatabase,
  vocabulary: number,
  { offset, limit, search }: { readonly offset: number; readonly limit: number; readonly search: string },
): { readonly total: number; readonly entries: StoredToken[] } {
  const pattern = `%${search.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const where = `WHERE vocabulary = ? AND token LIKE ? ESCAPE '\\'`;
  const total = database.get<{ n: number }>(
    `SELECT COUNT(*) AS n FROM vocabulary_tokens ${where}`,
    vocabulary,
    pattern,
  );
  const entries = database.all<StoredToken>(
    `SELECT rank, token, count FROM vocabulary_tokens ${where} ORDER BY rank LIMIT ? OFFSET ?`,
    vocabulary,
    pattern,
    limit,
    offset,
  );
  return { total: total?.n ?? 0, entries };
}
