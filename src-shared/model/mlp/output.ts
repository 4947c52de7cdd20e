/**
 * The output layer and its cost: the activation a^L = f(z^L), C, and its error delta^L = dC/dz^L (BP1).
 *
 *     quadratic, any f           C = 1/2 sum_j (y_j - a_j)^2                        delta = (a - y) * f'(z)
 *     cross-entropy, sigmoid     C = -sum_j y_j ln a_j + (1 - y_j) ln (1 - a_j)     delta = a - y
 *     cross-entropy, softmax     C = -sum_j y_j ln a_j                              delta = (sum_j y_j) a - y = a - y
 *
 * With the cross-entropy, f'(z) cancels against the same factor in the gradient of C. The targets of softmax sum to 1.
 * C is computed from z, so that it stays finite where an activation rounds to 0 or 1.
 */
import type { MlpShape } from '../../kernels/mlp/contract.ts';
import { ACTIVATIONS, type Activation } from './activations.ts';

export interface Output {
  /** @param a [S_L], written */
  activate(z: Float64Array, a: Float64Array): void;
  /** C of one example, nats for the cross-entropy. */
  cost(z: Float64Array, a: Float64Array, y: Float64Array): number;
  /** (BP1)   @param delta [S_L], written */
  error(a: Float64Array, y: Float64Array, delta: Float64Array): void;
}

export function createOutput({ activations, cost }: MlpShape): Output {
  const name = activations[activations.length - 1]!;
  if (name === 'softmax') return categoricalCrossEntropy;
  return cost === 'quadratic' ? quadratic(ACTIVATIONS[name]) : binaryCrossEntropy;
}

/** a_j = f(z_j), element by element. */
export function activateEach(f: Activation, z: Float64Array, a: Float64Array): void {
  for (let j = 0; j < a.length; j++) a[j] = f.activate(z[j]!);
}

function quadratic(f: Activation): Output {
  return {
    activate: (z, a) => activateEach(f, z, a),
    cost: (_, a, y) => a.reduce((C, a_j, j) => C + (y[j]! - a_j) ** 2 / 2, 0),
    error(a, y, delta) {
      for (let j = 0; j < a.length; j++) delta[j] = (a[j]! - y[j]!) * f.derivativeFromOutput(a[j]!);
    },
  };
}

const subtract = (a: Float64Array, y: Float64Array, delta: Float64Array): void => {
  for (let j = 0; j < a.length; j++) delta[j] = a[j]! - y[j]!;
};

const binaryCrossEntropy: Output = {
  activate: (z, a) => activateEach(ACTIVATIONS.sigmoid, z, a),
  // -y ln a - (1 - y) ln (1 - a) = ln (1 + e^z) - y z
  cost: (z, _, y) =>
    z.reduce((C, z_j, j) => C + Math.max(z_j, 0) - y[j]! * z_j + Math.log1p(Math.exp(-Math.abs(z_j))), 0),
  error: subtract,
};

const categoricalCrossEntropy: Output = {
  activate(z, a) {
    const logSum = logSumOfExponentials(z);
    for (let j = 0; j < a.length; j++) a[j] = Math.exp(z[j]! - logSum);
  },
  cost(z, _, y) {
    const logSum = logSumOfExponentials(z);
    return z.reduce((C, z_j, j) => (y[j] === 0 ? C : C + y[j]! * (logSum - z_j)), 0);
  },
  error: subtract,
};

/** The maximum is subtracted first: no exponential overflows. */
function logSumOfExponentials(z: Float64Array): number {
  const maximum = z.reduce((most, z_j) => Math.max(most, z_j), -Infinity);
  return maximum + Math.log(z.reduce((sum, z_j) => sum + Math.exp(z_j - maximum), 0));
}
