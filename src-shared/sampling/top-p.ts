/** Top-p, nucleus sampling (Holtzman et al. 2020): the fewest tokens, most probable first, that together reach p. */
import { largest } from './largest.ts';

/** Most nuclei are small: look at this many tokens first, then at four times as many, and so on. */
const FIRST_LOOK = 64;

/** @param weights [K], not negative; those outside the nucleus become 0   @param p 0 < p <= 1 */
export function keepTopP(weights: Float64Array, p: number): void {
  if (p >= 1) return;
  const needed = p * weights.reduce((sum, weight) => sum + weight, 0);
  for (let look = FIRST_LOOK; ; look *= 4) {
    const ids = largest(weights, look);
    let reached = 0;
    let size = 0;
    while (size < ids.length && (reached < needed || size === 0)) reached += weights[ids[size++]!]!;
    if (reached < needed && size < weights.length) continue;
    const nucleus = ids.subarray(0, size);
    const kept = Float64Array.from(nucleus, (id) => weights[id]!);
    weights.fill(0);
    nucleus.forEach((id, i) => (weights[id] = kept[i]!));
    return;
  }
}
