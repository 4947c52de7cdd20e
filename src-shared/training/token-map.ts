/** From the corpus' ids to the run's: the K most frequent tokens keep an id, all others become `<unk>`. */
import { SENTENCE_END } from '../text/settings.ts';
import type { Remapping } from '../text/vocabulary.ts';

export type TokenMap = Remapping;

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
