/** Corpora: texts that were imported, without their tokens (texts.ts) and their types (vocabularies.ts). */
import { type Corpus, type CorpusStatistics, type LibraryEntry, UnfoldError } from '#shared/protocol/index.ts';
import { SPLITS, type Split } from '#shared/text/settings.ts';
import type { ReadableDatabase, WritableDatabase } from './database.ts';
import type { LibraryChanges } from './library-changes.ts';
import { insertText } from './texts.ts';
import { deleteVocabulary, insertVocabulary } from './vocabularies.ts';

interface CorpusRow {
  id: number;
  name: string;
  origin: string;
  created_at: number;
  bytes: number;
  content_hash: string;
  settings: string;
  encoding: string;
  sentence_rule: string;
  counts: string;
  types: number;
  longest_sentence: number;
  warnings: string;
  vocabulary: number;
  notes: string;
  tags: string;
  archived: number;
  trashed_at: number | null;
  floor: string | null;
}

/** A corpus as it is stored. */
export interface StoredCorpus extends Corpus {
  /** Tokens of the longest sentence, without its end. */
  readonly longestSentence: number;
  /** The vocabulary that holds its full ranking of types. */
  readonly vocabulary: number;
}

export interface NewCorpus extends Omit<Corpus, 'createdAt' | 'types' | keyof LibraryEntry> {
  readonly name: string;
  /** Equal for equal sources, roles and settings. */
  readonly identity: string;
  readonly longestSentence: number;
  readonly statistics: CorpusStatistics;
  /** Index: rank. The three special tokens first. */
  readonly tokens: readonly string[];
  readonly tokenCounts: ArrayLike<number>;
  readonly streams: Readonly<Record<Split, Uint32Array>>;
}

const toCorpus = (row: CorpusRow): StoredCorpus => ({
  id: row.id,
  name: row.name,
  notes: row.notes,
  tags: JSON.parse(row.tags) as Corpus['tags'],
  archived: row.archived === 1,
  trashedAt: row.trashed_at,
  origin: row.origin,
  createdAt: row.created_at,
  bytes: row.bytes,
  contentHash: row.content_hash,
  settings: JSON.parse(row.settings) as Corpus['settings'],
  encoding: row.encoding as Corpus['encoding'],
  sentenceRule: row.sentence_rule as Corpus['sentenceRule'],
  counts: JSON.parse(row.counts) as Corpus['counts'],
  types: row.types,
  warnings: JSON.parse(row.warnings) as Corpus['warnings'],
  floor: row.floor === null ? null : (JSON.parse(row.floor) as Corpus['floor']),
  longestSentence: row.longest_sentence,
  vocabulary: row.vocabulary,
});

/** All but the statistics, which are long. */
const SELECT = `SELECT id, name, notes, tags, archived, trashed_at, origin, created_at, bytes, content_hash, settings,
  encoding, sentence_rule, counts, types, longest_sentence, warnings, vocabulary, floor FROM corpora`;

/** Newest first. */
export const listCorpora = (database: ReadableDatabase): StoredCorpus[] =>
  database.all<CorpusRow>(`${SELECT} ORDER BY id DESC`).map(toCorpus);

/** @throws UnfoldError `not-found` */
export function getCorpus(database: ReadableDatabase, id: number): StoredCorpus {
  const row = database.get<CorpusRow>(`${SELECT} WHERE id = ?`, id);
  if (row === undefined)
    throw new UnfoldError('not-found', `There is no text with the number ${id}: it may have been deleted.`);
  return toCorpus(row);
}

export function findCorpus(database: ReadableDatabase, identity: string): StoredCorpus | null {
  const row = database.get<CorpusRow>(`${SELECT} WHERE identity = ?`, identity);
  return row === undefined ? null : toCorpus(row);
}

/** Stores the corpus, its types and its tokens, or nothing. Equal ones are stored once: the first is answered. */
export function insertCorpus(database: WritableDatabase, corpus: NewCorpus): StoredCorpus {
  return database.transaction(() => {
    const existing = findCorpus(database, corpus.identity);
    if (existing !== null) return existing;
    const vocabulary = insertVocabulary(database, corpus.tokens, corpus.tokenCounts);
    const { id } = database.run(
      `INSERT INTO corpora (name, origin, created_at, bytes, content_hash, identity, settings, encoding, sentence_rule,
         counts, types, longest_sentence, warnings, vocabulary, floor, statistics)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      corpus.name,
      corpus.origin,
      Date.now(),
      corpus.bytes,
      corpus.contentHash,
      corpus.identity,
      JSON.stringify(corpus.settings),
      corpus.encoding,
      corpus.sentenceRule,
      JSON.stringify(corpus.counts),
      corpus.tokens.length,
      corpus.longestSentence,
      JSON.stringify(corpus.warnings),
      vocabulary,
      corpus.floor === null ? null : JSON.stringify(corpus.floor),
      JSON.stringify(corpus.statistics),
    );
    for (const split of SPLITS) insertText(database, id, split, corpus.streams[split]);
    return getCorpus(database, id);
  });
}

/** null: of a text that was imported before they were kept. @throws UnfoldError `not-found` */
export function getStatistics(database: ReadableDatabase, id: number): CorpusStatistics | null {
  getCorpus(database, id);
  const row = database.get<{ statistics: string | null }>('SELECT statistics FROM corpora WHERE id = ?', id);
  return row?.statistics ? (JSON.parse(row.statistics) as CorpusStatistics) : null;
}

export function setStatistics(database: WritableDatabase, id: number, statistics: CorpusStatistics): void {
  database.run('UPDATE corpora SET statistics = ? WHERE id = ?', JSON.stringify(statistics), id);
}

/** @throws UnfoldError `not-found` */
export function updateCorpus(
  database: WritableDatabase,
  id: number,
  { name, notes, tags, archived }: LibraryChanges,
): void {
  const corpus = getCorpus(database, id);
  database.run(
    'UPDATE corpora SET name = ?, notes = ?, tags = ?, archived = ?, revision = revision + 1 WHERE id = ?',
    name ?? corpus.name,
    notes ?? corpus.notes,
    JSON.stringify(tags ?? corpus.tags),
    (archived ?? corpus.archived) ? 1 : 0,
    id,
  );
}

/** With its types and tokens; no run is left that was trained on it. @throws UnfoldError `not-found` */
export function deleteCorpus(database: WritableDatabase, id: number): void {
  database.transaction(() => {
    const { vocabulary } = getCorpus(database, id);
    database.run('DELETE FROM corpora WHERE id = ?', id);
    deleteVocabulary(database, vocabulary);
  });
}
