/**
 * The neural probabilistic language model: the next token from a window of c tokens, forward and backward.
 *
 *     p_t = [C[:, x_{t-c+1}]; …; C[:, x_t]]            c look-ups in one shared projection, the oldest token first
 *     s_t = W_h p_t        h_t = f(s_t)
 *     E   = sum_t E_t(h_t, target_t)                   E_t = -log softmax(W_out h_t)[target_t]: output-layers/
 *
 *     delta_t = dE_t/dh_t * f'(s_t)                    dE_t/dh_t = W_out' (y_t - onehot(target_t))
 *     dW_h    = sum_t delta_t (x) p_t
 *     dp_t    = W_h' delta_t
 *     dC      = sum_t sum_j dp_t[block j] (x) onehot(x_{t-c+1+j})      column x_{t-c+1+j} += block j, wherever it stands
 *     dW_out  = sum_t dE_t/dW_out
 *
 * | symbol     | variable        | shape      |                                                                  |
 * | x          | x               | [T]        | token ids below K                                                |
 * | x_{-c} …   | before          | [c]        | the ids that were read before x_0, the oldest first; the oldest of |
 * |            |                 |            | them is out of sight                                             |
 * | p_t        | p, row t        | [T, c P]   |                                                                  |
 * | h_t        | h, row t        | [T, H]     |                                                                  |
 * | y_t        | y, row t        | [T, Y]     | what the output layer keeps                                      |
 * | E_t        | E               | [T]        | nats                                                             |
 * | C          | weights.W_in    | [P, K]     | column k is token k's projection                                 |
 * | W_h        | weights.W_rec   | [H, c P]   |                                                                  |
 * | W_out      | weights.W_out   | [K, H]     |                                                                  |
 *
 * Source: Bengio, Ducharme, Vincent, Jauvin, "A neural probabilistic language model", JMLR 3 (2003), whose
 * y = b + W x + U tanh(d + H x) has biases b, d and direct connections W from the projections to the output besides.
 * Neither is here, as the recurrent network has none: the two differ in what they know of the past, and in nothing else.
 * The paper found that direct connections gave no better generalisation.
 */
import { addOuterProduct, addToColumn, addTransposedProduct, multiply, row } from '../../kernels/loops.ts';
import { multiplyByDerivative } from '../cells/cell.ts';
import type { Weights } from '../network.ts';
import type { WindowNetwork } from './network.ts';

/** One sequence after its forward pass: all that the backward pass needs. */
export interface WindowPass {
  /** [c + T] the ids before the sequence, then its own. */
  readonly read: ArrayLike<number>;
  readonly target: Uint32Array;
  readonly p: Float64Array;
  readonly h: Float64Array;
  readonly y: Float64Array;
  readonly E: Float64Array;
}

/**
 * p_t, the projections of c tokens.
 * @param tokens ids; the window begins at index `first`   @param p [c P], written
 */
export function project(
  { K, P, c }: WindowNetwork,
  C: Float64Array,
  tokens: ArrayLike<number>,
  first: number,
  p: Float64Array,
): void {
  for (let j = 0; j < c; j++) {
    const k = tokens[first + j]!;
    for (let i = 0; i < P; i++) p[j * P + i] = C[i * K + k]!;
  }
}

/** h_t = f(W_h p_t)     @param p [c P]   @param h [H], written */
export function hidden({ cell }: WindowNetwork, weights: Weights, p: Float64Array, h: Float64Array): void {
  multiply(h, weights.W_rec, p);
  for (let i = 0; i < h.length; i++) h[i] = cell.activate(h[i]!);
}

/** @param before [c], the ids read before x_0, the oldest first */
export function forward(
  network: WindowNetwork,
  weights: Weights,
  x: Uint32Array,
  target: Uint32Array,
  before: ArrayLike<number>,
): WindowPass {
  const { H, P, c, outputLayer } = network;
  const T = x.length;
  const read = [...Array.from(before), ...x];
  const p = new Float64Array(T * c * P);
  const h = new Float64Array(T * H);
  const y = new Float64Array(T * outputLayer.outputs);
  const E = new Float64Array(T);
  for (let t = 0; t < T; t++) {
    const [p_t, h_t] = [row(p, t, c * P), row(h, t, H)];
    // x_t is read[c + t]: the window that ends with it begins c - 1 before.
    project(network, weights.W_in, read, t + 1, p_t);
    hidden(network, weights, p_t, h_t);
    E[t] = outputLayer.forward(weights.W_out, h_t, target[t]!, row(y, t, outputLayer.outputs));
  }
  return { read, target, p, h, y, E };
}

/** Adds dE/dW to the gradients. */
export function backward(network: WindowNetwork, weights: Weights, pass: WindowPass, gradients: Weights): void {
  const { K, H, P, c, cell, outputLayer } = network;
  const { read, target, p, h, y } = pass;
  for (let t = 0; t < target.length; t++) {
    const [p_t, h_t] = [row(p, t, c * P), row(h, t, H)];
    const delta_t = new Float64Array(H);
    outputLayer.backward(weights.W_out, h_t, target[t]!, row(y, t, outputLayer.outputs), gradients.W_out, delta_t);
    multiplyByDerivative(cell, delta_t, h_t);
    addOuterProduct(gradients.W_rec, delta_t, p_t);
    const dp_t = new Float64Array(c * P);
    addTransposedProduct(dp_t, weights.W_rec, delta_t);
    for (let j = 0; j < c; j++) addToColumn(gradients.W_in, read[t + 1 + j]!, K, row(dp_t, j, P));
  }
}
