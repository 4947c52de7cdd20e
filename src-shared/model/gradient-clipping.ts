/**
 * Gradient clipping: by norm, then by value.
 *
 *     |g|  = sqrt(|dW_in|^2 + |dW_rec|^2 + |dW_out|^2)
 *     g   *= c / |g|               where |g| > c     (Pascanu, Mikolov, Bengio 2013, algorithm 1)
 *     g_i  = min(max(g_i, -v), v)
 */
import type { GradientNorms } from '../kernels/contract.ts';
import { sumOfSquares } from '../kernels/loops.ts';
import type { Weights } from './network.ts';

/** Euclidean norm of each matrix. */
export function gradientNorms({ W_in, W_rec, W_out }: Weights): GradientNorms {
  return {
    W_in: Math.sqrt(sumOfSquares(W_in)),
    W_rec: Math.sqrt(sumOfSquares(W_rec)),
    W_out: Math.sqrt(sumOfSquares(W_out)),
  };
}

/** Scales the whole gradient down to the norm `clipNorm`.   @param norms of these gradients */
export function clipByNorm(gradients: Weights, norms: GradientNorms, clipNorm: number): void {
  const norm = Math.hypot(norms.W_in, norms.W_rec, norms.W_out);
  if (norm <= clipNorm) return;
  for (const g of [gradients.W_in, gradients.W_rec, gradients.W_out]) {
    for (let i = 0; i < g.length; i++) g[i]! *= clipNorm / norm;
  }
}

/** Clamps each element to ±clipValue. */
export function clipByValue(gradients: Weights, clipValue: number): void {
  for (const g of [gradients.W_in, gradients.W_rec, gradients.W_out]) {
    for (let i = 0; i < g.length; i++) g[i] = Math.min(Math.max(g[i]!, -clipValue), clipValue);
  }
}
