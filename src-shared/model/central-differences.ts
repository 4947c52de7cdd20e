/** Numeric gradients by central differences, and how far an analytic one is from them: gradient-check.ts has the equations. */
import { sumOfSquares } from '../kernels/loops.ts';

export interface GradientErrors {
  /** |analytic - numeric| / max(|analytic|, |numeric|), Euclidean norms of the whole matrix. */
  readonly relativeError: number;
  /** max_i |a_i - n_i| / max(|a_i|, |n_i|, max_j |a_j| / 100) */
  readonly elementError: number;
}

/** @param w changed element by element and put back   @param evaluate the function of w   @returns d evaluate / d w */
export function centralDifferences(w: Float64Array, evaluate: () => number): Float64Array {
  return w.map((original, i) => {
    const e = Math.cbrt(Number.EPSILON) * Math.max(1, Math.abs(original));
    const above = original + e;
    const below = original - e;
    w[i] = above;
    const valueAbove = evaluate();
    w[i] = below;
    const valueBelow = evaluate();
    w[i] = original;
    return (valueAbove - valueBelow) / (above - below);
  });
}

export function gradientErrors(analytic: Float64Array, numeric: Float64Array): GradientErrors {
  const norm = (g: Float64Array): number => Math.sqrt(sumOfSquares(g));
  const difference = analytic.map((a, i) => a - numeric[i]!);
  const floor = analytic.reduce((largest, a) => Math.max(largest, Math.abs(a)), 0) / 100;
  const elements = difference.map(
    (d, i) => Math.abs(d) / Math.max(Math.abs(analytic[i]!), Math.abs(numeric[i]!), floor, Number.MIN_VALUE),
  );
  return {
    relativeError: norm(difference) / Math.max(norm(analytic), norm(numeric), Number.MIN_VALUE),
    elementError: elements.reduce((largest, error) => Math.max(largest, error), 0),
  };
}
