/** Where the rows of a vocabulary's list come from: a preview has them all, the library is asked page by page. */
import { writeCsv } from '#shared/interchange/csv.ts';
import type { VocabularyEntry } from '#shared/protocol/entities.ts';
import type { Vocabulary } from '#shared/text/vocabulary.ts';

export interface VocabularySource {
  /** null: not known yet. */
  readonly total: number | null;
  /** Why rows are missing. */
  readonly error: unknown;
  /** null: not there yet. */
  row(index: number): VocabularyEntry | null;
  /** Rows that are about to be shown. */
  need(first: number, end: number): void;
  /** Asks again after an error. */
  retry(): void;
  /** @param progress called with how many are there */
  all(progress: (done: number) => void): Promise<readonly VocabularyEntry[]>;
}

/** Of a vocabulary in memory. @param search case aside */
export function localSource(vocabulary: Vocabulary, covered: Float64Array, search: string): VocabularySource {
  const { tokens, counts } = vocabulary;
  const wanted = search.toLowerCase();
  const ranks =
    wanted === '' ? null : tokens.flatMap((token, rank) => (token.toLowerCase().includes(wanted) ? [rank] : []));
  const total = ranks?.length ?? tokens.length;
  const row = (index: number): VocabularyEntry | null => {
    const rank = ranks === null ? index : (ranks[index] ?? -1);
    const token = tokens[rank];
    return token === undefined ? null : { rank, token, count: counts[rank] ?? 0, covered: covered[rank] ?? 0 };
  };
  return {
    total,
    error: null,
    row,
    need: () => undefined,
    retry: () => undefined,
    all: async () => Array.from({ length: total }, (_, index) => row(index)!),
  };
}

/** `id` is the token's row in a model's weights; `share` and `covered` are of the training part's tokens, 0 to 1. */
export function vocabularyCsv(entries: readonly VocabularyEntry[], tokens: number): string {
  const rows = entries.map(({ rank, token, count, covered }) => [
    rank,
    token,
    count,
    count / Math.max(1, tokens),
    covered,
  ]);
  return writeCsv(['id', 'token', 'count', 'share', 'covered'], rows);
}
