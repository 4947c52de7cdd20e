/** What a run will cost, before it starts. */
import type { Corpus } from '#shared/protocol/entities.ts';
import type { TrainingSettings } from '#shared/training/settings.ts';

export interface Estimate {
  /** K, as far as the text's types allow. */
  readonly vocabulary: number;
  /** The text has fewer types than the settings ask for. */
  readonly limited: boolean;
  readonly W_in: number;
  readonly W_rec: number;
  readonly W_out: number;
  readonly parameters: number;
  /** Bytes: the weights, the gradients, the best weights so far; float32. */
  readonly memory: number;
  /** Predicted tokens in one epoch. */
  readonly trainTokens: number;
}

export function estimate(corpus: Corpus, { vocabularySize, hidden, window }: TrainingSettings): Estimate {
  const vocabulary = Math.min(vocabularySize, Math.max(4, corpus.types));
  const W_in = hidden * vocabulary;
  const W_rec = hidden * hidden;
  const parameters = 2 * W_in + W_rec;
  const { tokens, sentences } = corpus.counts.train;
  return {
    vocabulary,
    limited: vocabulary < vocabularySize,
    W_in,
    W_rec,
    W_out: W_in,
    parameters,
    memory: 3 * 4 * parameters,
    // each sentence's end is predicted too
    trainTokens: window === null ? tokens + sentences : tokens,
  };
}
