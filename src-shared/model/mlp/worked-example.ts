/** One example with everything that backpropagation computes of it, kept to be looked at. */
import { addGradient, cost, errors, feedforward, type ForwardPass, type Weights } from './backpropagation.ts';
import { type Perceptron, zeroParameters } from './network.ts';

export interface WorkedExample extends ForwardPass {
  /** [S_L] */
  readonly y: Float64Array;
  /** delta[l] for l = 1 … L, (BP1) and (BP2); delta[0] is empty. */
  readonly delta: readonly Float64Array[];
  /** dC/dW and dC/db of this example alone, (BP3) and (BP4). */
  readonly gradients: Weights;
  /** C */
  readonly cost: number;
}

/** All four steps of backpropagation.ts.   @param x [S_0]   @param y [S_L] */
export function workExample(network: Perceptron, weights: Weights, x: Float64Array, y: Float64Array): WorkedExample {
  const pass = feedforward(network, weights, x);
  const delta = errors(network, weights, pass, y);
  const gradients = zeroParameters(network);
  addGradient(network, delta, pass, gradients);
  return { ...pass, y, delta, gradients, cost: cost(network, pass, y) };
}
