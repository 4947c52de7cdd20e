/** The n-gram models of a text under one vocabulary, computed and stored for both parts at once. */
import { ngramBaselines } from '#shared/text/baselines.ts';
import { SPLITS, type Split, UNK, SENTENCE_END, SENTENCE_START } from '#shared/text/settings.ts';
import { type Remapping, Vocabulary } from '#shared/text/vocabulary.ts';
import { insertBaselines } from '../../store/baselines.ts';
import { getCorpus, type StoredCorpus } from '../../store/corpora.ts';
import type { ReadableDatabase } from '../../store/database.ts';
import { joinStore } from '../../store/open-store.ts';
import { readText } from '../../store/texts.ts';
import { vocabularyTokens } from '../../store/vocabularies.ts';
import type { BaselinesOrder } from './text-messages.ts';

export function computeBaselines(order: BaselinesOrder): null {
  const database = joinStore(order.dataFolder);
  try {
    const corpus = getCorpus(database, order.corpus);
    const each = <T>(of: (split: Split) => T): Record<Split, T> => {
      const [train, validation, test] = SPLITS.map(of) as [T, T, T];
      return { train, validation, test };
    };
    const { unigram, bigram, trigram } = ngramBaselines({
      streams: each((split) => readText(database, corpus.id, split)),
      characters: each((split) => corpus.counts[split].characters),
      map: mapTo(database, corpus, order),
      vocabulary: order.size,
    });
    database.transaction(() => {
      getCorpus(database, corpus.id); // it may have been deleted meanwhile
      for (const split of ['validation', 'test'] as const) {
        const figures = { unigram: unigram[split], bigram: bigram[split], trigram: trigram[split] };
        if (figures.unigram === null || figures.bigram === null || figures.trigram === null) continue;
        const { vocabulary, size } = order;
        insertBaselines(
          database,
          { corpus: corpus.id, vocabulary, size, split },
          { unigram: figures.unigram, bigram: figures.bigram, trigram: figures.trigram },
        );
      }
    });
    return null;
  } finally {
    database.close();
  }
}

/** From the corpus's ids to those of the first `size` tokens of a vocabulary. */
export function mapTo(
  database: ReadableDatabase,
  corpus: StoredCorpus,
  { vocabulary, size }: Pick<BaselinesOrder, 'vocabulary' | 'size'>,
): Remapping {
  if (vocabulary === corpus.vocabulary) {
    const ids = Uint32Array.from({ length: corpus.types }, (_, id) => (id < size ? id : UNK));
    return { ids, unknown: UNK, sentenceStart: SENTENCE_START, sentenceEnd: SENTENCE_END };
  }
  const tokens = vocabularyTokens(database, corpus.vocabulary);
  return new Vocabulary(tokens, new Uint32Array(tokens.length)).remapTo(vocabularyTokens(database, vocabulary));
}
