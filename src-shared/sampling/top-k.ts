/** Top-k (Fan et al. 2018): only the k most probable tokens can be drawn; of equals the lower id is kept. */
import { largest } from './largest.ts';

/** @param weights [K], not negative; those not kept become 0   @param k at least 1 */
export function keepTopK(weights: Float64Array, k: number): void {
  if (k >= weights.length) return;
  const ids = largest(weights, k);
  const kept = Float64Array.from(ids, (id) => weights[id]!);
  weights.fill(0);
  ids.forEach((id, i) => (weights[id] = kept[i]!));
}
