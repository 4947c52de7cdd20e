/**
 * Backpropagation: the multi-layer perceptron's equations, forward and backward, for one example (x, y).
 *
 *     1. feedforward       a^0 = x,   z^l = W^l a^{l-1} + b^l,   a^l = f_l(z^l)         l = 1 … L
 *     2. output error      delta^L = grad_a C * f'(z^L)                          (BP1)  output.ts
 *     3. backpropagate     delta^l = ((W^{l+1})' delta^{l+1}) * f'(z^l)          (BP2)  l = L - 1 … 1
 *     4. gradient          dC/db^l = delta^l                                     (BP3)
 *                          dC/dW^l = delta^l (x) a^{l-1}                         (BP4)
 *
 * * is element by element, ' the transpose, (x) the outer product. f'(z) is written with the stored activation: for
 * sigmoid a (1 - a).
 *
 * | symbol     | variable                      | shape          |               |
 * | x, a^0     | x, a[0]                       | [S_0]          |               |
 * | z^l        | z[l]                          | [S_l]          | z[0] is empty |
 * | a^l        | a[l]                          | [S_l]          |               |
 * | y          | y                             | [S_L]          |               |
 * | delta^l    | delta[l]                      | [S_l]          | dC/dz^l       |
 * | W^l, b^l   | weights[l - 1], biases[l - 1] | [S_l, S_{l-1}], [S_l] |        |
 * | dW^l, db^l | the same of gradients         |                | summed over examples |
 *
 * Source: M. Nielsen, "Neural Networks and Deep Learning", chapter 2; Stanford UFLDL, "Backpropagation Algorithm".
 */
import { addOuterProduct, addScaled, addTransposedProduct, multiply } from '../../kernels/loops.ts';
import type { MlpParameters } from '../../kernels/mlp/contract.ts';
import { multiplyByDerivative } from '../cells/cell.ts';
import type { Perceptron } from './network.ts';
import { activateEach } from './output.ts';

export type Weights = MlpParameters<Float64Array>;

/** One example after its forward pass: all that the backward pass needs. */
export interface ForwardPass {
  readonly z: readonly Float64Array[];
  readonly a: readonly Float64Array[];
}

/** A pass to write to. */
export const emptyPass = ({ layers }: Perceptron): ForwardPass => ({
  z: layers.map((units, l) => new Float64Array(l === 0 ? 0 : units)),
  a: layers.map((units) => new Float64Array(units)),
});

/** Step 1.   @param pass written and returned; left out: a new one */
export function feedforward(
  network: Perceptron,
  { weights, biases }: Weights,
  x: Float64Array,
  pass: ForwardPass = emptyPass(network),
): ForwardPass {
  const { L, hidden, output } = network;
  const { z, a } = pass;
  a[0]!.set(x);
  for (let l = 1; l <= L; l++) {
    multiply(z[l]!, weights[l - 1]!, a[l - 1]!);
    addScaled(z[l]!, 1, biases[l - 1]!);
    if (l < L) activateEach(hidden[l - 1]!, z[l]!, a[l]!);
    else output.activate(z[L]!, a[L]!);
  }
  return pass;
}

/** C of the example whose forward pass this is. */
export const cost = ({ L, output }: Perceptron, { z, a }: ForwardPass, y: Float64Array): number =>
  output.cost(z[L]!, a[L]!, y);

/** Steps 2 and 3.   @returns delta[l] for l = 1 … L; delta[0] is empty */
export function errors(network: Perceptron, { weights }: Weights, { a }: ForwardPass, y: Float64Array): Float64Array[] {
  const { layers, L, hidden, output } = network;
  const delta = layers.map((units, l) => new Float64Array(l === 0 ? 0 : units));
  output.error(a[L]!, y, delta[L]!); // (BP1)
  for (let l = L - 1; l >= 1; l--) {
    addTransposedProduct(delta[l]!, weights[l]!, delta[l + 1]!); // weights[l] is W^{l+1}
    multiplyByDerivative(hidden[l - 1]!, delta[l]!, a[l]!); // (BP2)
  }
  return delta;
}

/** Step 4: adds the example's part to dW and db. */
export function addGradient({ L }: Perceptron, delta: readonly Float64Array[], { a }: ForwardPass, dC: Weights): void {
  for (let l = 1; l <= L; l++) {
    addScaled(dC.biases[l - 1]!, 1, delta[l]!); // (BP3)
    addOuterProduct(dC.weights[l - 1]!, delta[l]!, a[l - 1]!); // (BP4)
  }
}

/** All four steps. Adds dC/dW and dC/db to the gradients.   @returns C */
export function backpropagate(
  network: Perceptron,
  weights: Weights,
  x: Float64Array,
  y: Float64Array,
  gradients: Weights,
): number {
  const pass = feedforward(network, weights, x);
  addGradient(network, errors(network, weights, pass, y), pass, gradients);
  return cost(network, pass, y);
}
