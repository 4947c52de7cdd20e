/**
 * Backpropagation through time: the recurrent network's equations, forward and backward.
 *
 *     s_t = W_rec h_{t-1} + W_in[:, x_t]               x_t is one-hot: the product is a column
 *     h_t = f(s_t)                                     f = tanh unless another cell is chosen
 *     E   = sum_t E_t(h_t, target_t)                   E_t = -log softmax(W_out h_t)[target_t]: output-layers/
 *
 *     delta_t = (dE_t/dh_t + W_rec' delta_{t+1}) * f'(s_t)     dE_t/dh_t = W_out' (y_t - onehot(target_t))
 *     dW_rec  = sum_t delta_t (x) h_{t-1}                      delta_T   = 0;   * is element by element
 *     dW_in   = sum_t delta_t (x) x_t                          column x_t += delta_t
 *     dW_out  = sum_t dE_t/dW_out
 *
 * | symbol    | variable      | shape      |                                                     |
 * | x, target | x, target     | [T]        | token ids below K                                   |
 * | h_t       | h, row t + 1  | [T + 1, H] | row 0 is h_{-1}, a constant: no gradient flows into it |
 * | y_t       | y, row t      | [T, Y]     | what the output layer keeps; full softmax: y_t, Y = K |
 * | E_t       | E             | [T]        | nats                                                |
 * | delta_t   | delta, row t  | [T, H]     | dE/ds_t                                             |
 * | W_in …    | weights       | [H, K], [H, H], [K, H] |                                         |
 * | dW_in …   | gradients     | the same   | dE/dW                                               |
 *
 * Source: hschen0712, machine-learning-notes, "Back propagation through time". It writes dW_rec and dW_in as double sums
 * over t and k <= t of delta_k^(t) = dE_t/ds_k (double-sum.ts). delta_k here is the sum of delta_k^(t) over t >= k.
 */
import { addColumn, addOuterProduct, addToColumn, addTransposedProduct, multiply, row } from '../kernels/loops.ts';
import { multiplyByDerivative } from './cells/cell.ts';
import type { Network, Weights } from './network.ts';
import { truncatedDeltas } from './truncated-deltas.ts';

/** One sequence after its forward pass: all that the backward pass needs. */
export interface Unfolded {
  readonly x: Uint32Array;
  readonly target: Uint32Array;
  readonly h: Float64Array;
  readonly y: Float64Array;
  readonly E: Float64Array;
}

/** h_t = f(W_rec h_{t-1} + W_in[:, x_t])     @param h [H], written; not the same array as hBefore */
export function step({ K, cell }: Network, weights: Weights, x: number, hBefore: Float64Array, h: Float64Array): void {
  multiply(h, weights.W_rec, hBefore);
  addColumn(h, weights.W_in, x, K);
  for (let i = 0; i < h.length; i++) h[i] = cell.activate(h[i]!);
}

/** @param hBefore [H], h_{-1} */
export function forward(
  network: Network,
  weights: Weights,
  x: Uint32Array,
  target: Uint32Array,
  hBefore: Float64Array,
): Unfolded {
  const { H, outputLayer } = network;
  const T = x.length;
  const h = new Float64Array((T + 1) * H);
  const y = new Float64Array(T * outputLayer.outputs);
  const E = new Float64Array(T);
  h.set(hBefore);
  for (let t = 0; t < T; t++) {
    const h_t = row(h, t + 1, H);
    step(network, weights, x[t]!, row(h, t, H), h_t);
    E[t] = outputLayer.forward(weights.W_out, h_t, target[t]!, row(y, t, outputLayer.outputs));
  }
  return { x, target, h, y, E };
}

/**
 * Adds dE/dW to the gradients, in one pass from t = T - 1 to 0.
 *
 * @param truncate n: the error of step t reaches steps t - n + 1 … t; null: the whole sequence
 */
export function backward(
  network: Network,
  weights: Weights,
  unfolded: Unfolded,
  gradients: Weights,
  truncate: number | null = null,
): void {
  const { K, H } = network;
  const { x, h } = unfolded;
  const T = x.length;
  const dh = errorFromOutput(network, weights, unfolded, gradients);
  const delta =
    truncate === null || truncate >= T
      ? wholeDeltas(network, weights, h, dh)
      : truncatedDeltas(network, weights, h, dh, truncate);
  for (let t = T - 1; t >= 0; t--) {
    const delta_t = row(delta, t, H);
    addOuterProduct(gradients.W_rec, delta_t, row(h, t, H));
    addToColumn(gradients.W_in, x[t]!, K, delta_t);
  }
}

/** delta_t = (dE_t/dh_t + W_rec' delta_{t+1}) * f'(s_t)     @param dh [T, H], dE_t/dh_t   @returns [T, H] */
function wholeDeltas({ H, cell }: Network, weights: Weights, h: Float64Array, dh: Float64Array): Float64Array {
  const T = dh.length / H;
  const delta = Float64Array.from(dh);
  for (let t = T - 1; t >= 0; t--) {
    const delta_t = row(delta, t, H);
    if (t + 1 < T) addTransposedProduct(delta_t, weights.W_rec, row(delta, t + 1, H));
    multiplyByDerivative(cell, delta_t, row(h, t + 1, H));
  }
  return delta;
}

/** Adds dE_t/dW_out of every step to the gradients.   @returns dE_t/dh_t, [T, H] */
export function errorFromOutput(
  { H, outputLayer }: Network,
  weights: Weights,
  { x, target, h, y }: Unfolded,
  gradients: Weights,
): Float64Array {
  const T = x.length;
  const dh = new Float64Array(T * H);
  for (let t = 0; t < T; t++) {
    const y_t = row(y, t, outputLayer.outputs);
    outputLayer.backward(weights.W_out, row(h, t + 1, H), target[t]!, y_t, gradients.W_out, row(dh, t, H));
  }
  return dh;
}
