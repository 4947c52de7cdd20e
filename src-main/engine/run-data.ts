/** What a run reads: its text, its vocabulary, and how the one is seen through the other. */
import { SENTENCE_END, SENTENCE_START, type Split, UNK } from '#shared/text/settings.ts';
import { Vocabulary } from '#shared/text/vocabulary.ts';
import type { TokenMap } from '#shared/training/token-map.ts';
import type { EncodedText } from '#shared/training/sequences.ts';
import { TrainingData } from '#shared/training/training-data.ts';
import { getCorpus } from '../store/corpora.ts';
import type { ReadableDatabase } from '../store/database.ts';
import type { StoredLanguageRun } from '../store/run-rows.ts';
import { readText } from '../store/texts.ts';
import { vocabularyTokens } from '../store/vocabularies.ts';
import { corpusOf } from './learnt-from.ts';

/** The tokens that the run knows; index: id of the run. */
export function runTokens(database: ReadableDatabase, run: StoredLanguageRun): string[] {
  if (run.ownVocabulary !== null) return vocabularyTokens(database, run.ownVocabulary);
  return vocabularyTokens(database, getCorpus(database, corpusOf(run)).vocabulary, run.vocabulary);
}

/** From the corpus's ids to the run's. */
export function tokenMap(database: ReadableDatabase, run: StoredLanguageRun): TokenMap {
  if (run.ownVocabulary !== null) {
    const tokens = vocabularyTokens(database, getCorpus(database, corpusOf(run)).vocabulary);
    // Only the names are needed to map one onto the other.
    return new Vocabulary(tokens, new Uint32Array(tokens.length)).remapTo(runTokens(database, run));
  }
  return {
    ids: Uint32Array.from({ length: run.vocabulary }, (_, id) => id),
    unknown: UNK,
    sentenceStart: SENTENCE_START,
    sentenceEnd: SENTENCE_END,
  };
}

/** @throws UnfoldError `refused` for a run without a text */
export function trainingData(database: ReadableDatabase, run: StoredLanguageRun): TrainingData {
  const corpus = getCorpus(database, corpusOf(run));
  const part = (split: Split): EncodedText => ({
    stream: readText(database, corpus.id, split),
    characters: corpus.counts[split].characters,
  });
  const texts = { train: part('train'), validation: part('validation'), test: part('test') };
  return new TrainingData({ texts, map: tokenMap(database, run), window: run.settings.window });
}
