/**
 * The softmax over the whole vocabulary.
 *
 *     z_t = W_out h_t     y_t = softmax(z_t)     E_t = -log y_t[target_t]
 *
 *     r_t = y_t - onehot(target_t)     dE_t/dW_out = r_t (x) h_t     dE_t/dh_t = W_out' r_t
 *
 * | symbol | variable | shape  |
 * | W_out  | W_out    | [K, H] |
 * | h_t    | h        | [H]    |
 * | y_t    | y        | [K]    |
 * | r_t    | r        | [K]    |
 */
import { addOuterProduct, addTransposedProduct, multiply } from '../../kernels/loops.ts';
import type { OutputLayer } from './output-layer.ts';

/** @param K size of the vocabulary */
export function fullSoftmax(K: number): OutputLayer {
  const r = new Float64Array(K);
  return {
    rows: K,
    outputs: K,

    forward(W_out, h, target, y) {
      multiply(y, W_out, h);
      const z = y[target]!;
      return softmax(y) - z;
    },

    backward(W_out, h, target, y, dW_out, dh) {
      r.set(y);
      r[target]! -= 1;
      addOuterProduct(dW_out, r, h);
      addTransposedProduct(dh, W_out, r);
    },

    distribution(W_out, h, p) {
      multiply(p, W_out, h);
      softmax(p);
    },
  };
}

/**
 * Replaces z by softmax(z) and returns log sum_k e^{z_k}, so that -log y[target] = that - z[target] stays finite even
 * where y[target] rounds to zero. The maximum is subtracted first: no exponential overflows.
 */
function softmax(z: Float64Array): number {
  let maximum = -Infinity;
  for (let k = 0; k < z.length; k++) maximum = Math.max(maximum, z[k]!);
  let sum = 0;
  for (let k = 0; k < z.length; k++) sum += z[k] = Math.exp(z[k]! - maximum);
  for (let k = 0; k < z.length; k++) z[k]! /= sum;
  return maximum + Math.log(sum);
}
