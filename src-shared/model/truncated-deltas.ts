/**
 * Truncated backpropagation through time: delta_k^(t) = dE_t/ds_k is taken as 0 for t - k >= n.
 *
 *     delta_k^(k) = dE_k/dh_k * f'(s_k)
 *     delta_k^(t) = (W_rec' delta_{k+1}^(t)) * f'(s_k)     for k < t < k + n
 *     delta_k     = sum_t delta_k^(t)
 *
 * Errors of different age must be kept apart, so that each can be dropped in its time: n vectors are carried back
 * instead of one. At step k, error t lives in row t mod n; error k takes the row that error k + n leaves.
 */
import { addScaled, addTransposedProduct, row } from '../kernels/loops.ts';
import { multiplyByDerivative } from './cells/cell.ts';
import type { Network, Weights } from './network.ts';

/**
 * @param h [T + 1, H], row t + 1 is h_t   @param dh [T, H], dE_t/dh_t   @param n at least 1
 * @returns delta_k, [T, H]
 */
export function truncatedDeltas(
  { H, cell }: Network,
  weights: Weights,
  h: Float64Array,
  dh: Float64Array,
  n: number,
): Float64Array {
  const T = dh.length / H;
  const delta = new Float64Array(T * H);
  const errors = new Float64Array(n * H);
  const above = new Float64Array(H);
  for (let k = T - 1; k >= 0; k--) {
    for (let t = k; t < Math.min(k + n, T); t++) {
      const error = row(errors, t % n, H);
      above.fill(0);
      if (t === k) above.set(row(dh, k, H));
      else addTransposedProduct(above, weights.W_rec, error);
      multiplyByDerivative(cell, above, row(h, k + 1, H));
      error.set(above);
      addScaled(row(delta, k, H), 1, error);
    }
  }
  return delta;
}
