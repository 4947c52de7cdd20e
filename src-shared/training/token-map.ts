import { SENTENCE_END } from '../text/settings.ts';

/** From the corpus' ids to the run's: the K most frequent tokens keep an id, all others become `<unk>`. */
export interface TokenMap {
  /** Index: corpus id, value: run id below K. Corpus ids at or above its length become `unknown`. */
  readonly ids: Uint32Array;
  /** The run's ids of `<unk>`, `<s>` and `</s>`: imported weights may have their own. */
  readonly unknown: number;
  readonly sentenceStart: number;
  readonly sentenceEnd: number;
}

/** The run's id of a token of the corpus. */
export function runId(map: TokenMap, corpusId: number): number {
  if (corpusId === SENTENCE_END) return map.sentenceEnd;
  return corpusId < map.ids.length ? map.ids[corpusId]! : map.unknown;
}

/** @throws RangeError when an id does not fit a vocabulary of K tokens */
export function checkTokenMap(map: TokenMap, vocabulary: number): void {
  const largest = map.ids.reduce(
    (high, id) => Math.max(high, id),
    Math.max(map.unknown, map.sentenceStart, map.sentenceEnd),
  );
  if (largest >= vocabulary)
    throw new RangeError(
      `The text uses token ${largest}, but the model's vocabulary has ${vocabulary}: choose the vocabulary it was built with.`,
    );
}
