/** What a run reads: its text, its vocabulary, and how the one is seen through the other. */
import { SENTENCE_END, SENTENCE_START, type Split, UNK } from '#shared/text/settings.ts';
import { Vocabulary } from '#shared/text/vocabulary.ts';
import type { TokenMap } from '#shared/training/token-map.ts';
import type { EncodedText } from '#shared/training/sequences.ts';
import { TrainingData } from '#shared/training/training-data.ts';
import { UnfoldError } from '#shared/protocol/index.ts';
import { getCorpus } from '../store/corpora.ts';
import type { ReadableDatabase } from '../store/database.ts';
import type { StoredRun } from '../store/runs.ts';
import { readText } from '../store/texts.ts';
import { vocabularyTokens } from '../store/vocabularies.ts';

/** The tokens that the run knows; index: id of the run. */
export function runTokens(database: ReadableDatabase, run: StoredRun): string[] {
  if (run.ownVocabulary !== null) return vocabularyTokens(database, run.ownVocabulary);
  return vocabularyTokens(database, getCorpus(database, corpusOf(run)).vocabulary, run.vocabulary);
}

/** From the corpus's ids to the run's. */
export function tokenMap(database: ReadableDatabase, run: StoredRun): TokenMap {
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
export function trainingData(database: ReadableDatabase, run: StoredRun): TrainingData {
  const corpus = getCorpus(database, corpusOf(run));
  const part = (split: Split): EncodedText => ({
    stream: readText(database, corpus.id, split),
    characters: corpus.counts[split].characters,
  });
  const texts = { train: part('train'), validation: part('validation'), test: part('test') };
  return new TrainingData({ texts, map: tokenMap(database, run), window: run.settings.window });
}

function corpusOf(run: StoredRun): number {
  if (run.corpusId === null)
    throw new UnfoldError('refused', 'This run was imported without a text: it can be sampled from, but not trained.');
  return run.corpusId;
}
