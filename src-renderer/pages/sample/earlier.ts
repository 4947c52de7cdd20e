/** What a run wrote before, when it was asked. */
import type { Sample, StoredSample } from '#shared/protocol/entities.ts';

/**
 * Newest first, each text of the same prompt and seed once, without those in sight above.
 * @param stored as the engine answers, newest last
 */
export function earlierSamples(
  stored: readonly StoredSample[],
  inSight: readonly Pick<Sample, 'text' | 'seed'>[],
): StoredSample[] {
  const keyOf = ({ text, seed }: Pick<Sample, 'text' | 'seed'>): string => `${seed} ${text}`;
  const seen = new Set(inSight.map(keyOf));
  return stored.toReversed().filter((sample) => {
    const key = keyOf(sample);
    if (sample.evaluation !== null || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
