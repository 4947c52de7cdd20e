/**
 * Initial weights: uniform in ±1 / sqrt(fan-in), the number of inputs that one unit sums.
 *
 *     W_in  [H, K]   ±1/sqrt(K)        window: [P, K]     ±1/sqrt(P)
 *     W_rec [H, H]   ±1/sqrt(H)                [H, c P]   ±1/sqrt(c P)
 *     W_out [K, H]   ±1/sqrt(H)
 *
 * Of a window's W_in each number is a sum of one input, whichever token it is: the fan-in is not K. Its scale is that
 * which learns fastest (docs/experiments.md).
 *
 * Each weight is (2u - 1) / sqrt(fan-in), u the next draw in [0, 1): W_in first, then W_rec, then W_out, each row by
 * row. Rounded to float32, so that the reference and the SIMD kernels start from equal numbers.
 */
import type { ModelShape, Parameters } from '../kernels/contract.ts';
import { matrixShapes } from '../kernels/matrix-shapes.ts';
import { Random } from '../random.ts';

/** The same seed and shape give the same bits. */
export function initialise(shape: ModelShape, seed: number): Parameters {
  const random = new Random(seed);
  const uniform = ([rows, columns]: readonly [number, number], fanIn = columns): Float32Array => {
    const bound = 1 / Math.sqrt(fanIn);
    return new Float32Array(rows * columns).map(() => (2 * random.next() - 1) * bound);
  };
  const shapes = matrixShapes(shape);
  const W_in = uniform(shapes.W_in, shape.architecture === 'window' ? shape.projection : undefined);
  const W_rec = uniform(shapes.W_rec);
  const W_out = uniform(shapes.W_out);
  return { W_in, W_rec, W_out };
}
