/**
 * Batch gradient descent, one iteration on m examples:
 *
 *     (1) dW^l := 0, db^l := 0                                         for all l
 *     (2) for i = 1 … m:  dW^l += grad_W C(x_i, y_i),  db^l += grad_b C(x_i, y_i)
 *     (3) W^l := W^l - alpha [ dW^l / m + lambda W^l ]
 *         b^l := b^l - alpha [ db^l / m ]
 *
 * With all the examples it is batch gradient descent, with some of them mini-batch, with one stochastic. Biases do not
 * decay. With momentum mu > 0 step (3) becomes
 *
 *     V := mu V - alpha [ dW / m + lambda W ],  W := W + V             (the same for b, without lambda)
 *
 * Source: Stanford UFLDL, "Backpropagation Algorithm"; momentum: Polyak 1964, as in Nielsen's chapter 3.
 */
import { addScaled } from '../../kernels/loops.ts';
import type { BatchOptions } from '../../kernels/mlp/contract.ts';
import type { Weights } from './backpropagation.ts';

/**
 * Step (3).
 * @param dC       dW and db, summed over the m examples; changed
 * @param velocity V, changed; null without momentum
 */
export function update(
  parameters: Weights,
  dC: Weights,
  m: number,
  { learningRate: alpha, weightDecay: lambda, momentum: mu }: BatchOptions,
  velocity: Weights | null,
): void {
  const descend = (W: Float64Array, dW: Float64Array, V: Float64Array | undefined, decay: number): void => {
    for (let i = 0; i < dW.length; i++) dW[i] = dW[i]! / m + decay * W[i]!;
    if (V === undefined) {
      addScaled(W, -alpha, dW);
      return;
    }
    for (let i = 0; i < V.length; i++) V[i] = mu * V[i]! - alpha * dW[i]!;
    addScaled(W, 1, V);
  };
  parameters.weights.forEach((W, l) => descend(W, dC.weights[l]!, velocity?.weights[l], lambda));
  parameters.biases.forEach((b, l) => descend(b, dC.biases[l]!, velocity?.biases[l], 0));
}
