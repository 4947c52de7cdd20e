/** Pages of a vocabulary's list, each token with what the vocabulary covers up to it. */
import type { Parameters, Result } from '#shared/protocol/index.ts';
import { cumulativeCoverage } from '#shared/text/vocabulary.ts';
import type { ReadableDatabase } from '../../store/database.ts';
import { searchVocabulary, vocabularyCounts, vocabularyPage } from '../../store/vocabularies.ts';

export class VocabularyPages {
  readonly #database: ReadableDatabase;
  /** Of the vocabulary that was asked for last: a list is read page by page. A stored one never changes. */
  #last: { readonly vocabulary: number; readonly covered: Float64Array } | null = null;

  constructor(database: ReadableDatabase) {
    this.#database = database;
  }

  page(
    vocabulary: number,
    { search, ...page }: Omit<Parameters<'corpora.vocabulary'>, 'corpus'>,
  ): Result<'corpora.vocabulary'> {
    const covered = this.#coveredBy(vocabulary);
    const { total, entries } =
      search === ''
        ? { total: covered.length, entries: vocabularyPage(this.#database, vocabulary, page) }
        : searchVocabulary(this.#database, vocabulary, { search, ...page });
    return { total, entries: entries.map((entry) => ({ ...entry, covered: covered[entry.rank] ?? 0 })) };
  }

  #coveredBy(vocabulary: number): Float64Array {
    if (this.#last?.vocabulary !== vocabulary)
      this.#last = { vocabulary, covered: cumulativeCoverage(vocabularyCounts(this.#database, vocabulary)) };
    return this.#last.covered;
  }
}
