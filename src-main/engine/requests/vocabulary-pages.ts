/** Pages of a vocabulary's list, each token with what the vocabulary covers up to it. */
import type { Parameters, Result } from '#shared/protocol/index.ts';
import { cumulativeCoverage } from '#shared/text/vocabulary.ts';
import { getCorpus } from '../../store/corpora.ts';
import type { ReadableDatabase } from '../../store/database.ts';
import { searchVocabulary, vocabularyCounts, vocabularyPage } from '../../store/vocabularies.ts';

export class VocabularyPages {
  readonly #database: ReadableDatabase;
  /** Of the text that was asked for last: a list is read page by page. A stored vocabulary never changes. */
  #last: { readonly corpus: number; readonly covered: Float64Array } | null = null;

  constructor(database: ReadableDatabase) {
    this.#database = database;
  }

  /** @throws UnfoldError `not-found` */
  page({ corpus, search, ...page }: Parameters<'corpora.vocabulary'>): Result<'corpora.vocabulary'> {
    const { vocabulary } = getCorpus(this.#database, corpus);
    const covered = this.#coveredBy(corpus, vocabulary);
    const { total, entries } =
      search === ''
        ? { total: covered.length, entries: vocabularyPage(this.#database, vocabulary, page) }
        : searchVocabulary(this.#database, vocabulary, { search, ...page });
    return { total, entries: entries.map((entry) => ({ ...entry, covered: covered[entry.rank] ?? 0 })) };
  }

  /** Kept by the text's number, which is never given again; that of a deleted vocabulary can be. */
  #coveredBy(corpus: number, vocabulary: number): Float64Array {
    if (this.#last?.corpus !== corpus)
      this.#last = { corpus, covered: cumulativeCoverage(vocabularyCounts(this.#database, vocabulary)) };
    return this.#last.covered;
  }
}
