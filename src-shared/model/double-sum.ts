/**
 * The source's own form of backpropagation through time: each step's loss E_t is followed back by itself.
 *
 *     delta_t^(t) = dE_t/dh_t * f'(s_t)
 *     delta_k^(t) = (W_rec' delta_{k+1}^(t)) * f'(s_k)               k = t - 1 … 0;   0 for t - k >= n when truncated
 *     dW_rec      = sum_t sum_{k <= t} delta_k^(t) (x) h_{k-1}
 *     dW_in       = sum_t sum_{k <= t} delta_k^(t) (x) x_k           column x_k += delta_k^(t)
 *
 * The same sums as in bptt.ts, in O(T^2) instead of O(T). The norms |delta_k^(t)| over t and k are the picture of the
 * vanishing gradient.
 *
 * | symbol      | variable     | shape  |
 * | delta_k^(t) | delta        | [H]    |
 * | |delta_k^(t)| | deltaNorms | [T, T] |
 */
import { addOuterProduct, addToColumn, addTransposedProduct, row, sumOfSquares } from '../kernels/loops.ts';
import { errorFromOutput, type Unfolded } from './bptt.ts';
import { multiplyByDerivative } from './cells/cell.ts';
import { type Network, type Weights, zeroWeights } from './network.ts';

export interface DoubleSum {
  /** dE/dW */
  readonly gradients: Weights;
  /** [T, T], Euclidean norm of delta_k^(t) at t * T + k; zero where k > t or t - k >= n. */
  readonly deltaNorms: Float64Array;
}

/** @param truncate n; null: the whole sequence */
export function doubleSum(
  network: Network,
  weights: Weights,
  unfolded: Unfolded,
  truncate: number | null = null,
): DoubleSum {
  const { K, H, cell } = network;
  const { x, h } = unfolded;
  const T = x.length;
  const n = truncate ?? T;
  const gradients = zeroWeights(network);
  const deltaNorms = new Float64Array(T * T);
  const dh = errorFromOutput(network, weights, unfolded, gradients);
  for (let t = 0; t < T; t++) {
    let above = row(dh, t, H);
    for (let k = t; k >= 0 && t - k < n; k--) {
      const delta = Float64Array.from(above);
      multiplyByDerivative(cell, delta, row(h, k + 1, H));
      addOuterProduct(gradients.W_rec, delta, row(h, k, H));
      addToColumn(gradients.W_in, x[k]!, K, delta);
      deltaNorms[t * T + k] = Math.sqrt(sumOfSquares(delta));
      above = new Float64Array(H);
      addTransposedProduct(above, weights.W_rec, delta);
    }
  }
  return { gradients, deltaNorms };
}
