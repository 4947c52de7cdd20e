/**
 * Initial weights: uniform in ±1 / sqrt(fan-in), the number of inputs that one unit sums.
 *
 *     W_in  [H, K]   ±1/sqrt(K)
 *     W_rec [H, H]   ±1/sqrt(H)
 *     W_out [K, H]   ±1/sqrt(H)
 *
 * Each weight is (2u - 1) / sqrt(fan-in), u the next draw in [0, 1): W_in first, then W_rec, then W_out, each row by
 * row. Rounded to float32, so that the reference and the SIMD kernels start from equal numbers.
 */
import type { ModelShape, Parameters } from '../kernels/contract.ts';
import { Random } from '../random.ts';

/** The same seed and shape give the same bits. */
export function initialise({ vocabulary: K, hidden: H }: ModelShape, seed: number): Parameters {
  const random = new Random(seed);
  const uniform = (rows: number, columns: number): Float32Array => {
    const bound = 1 / Math.sqrt(columns);
    return new Float32Array(rows * columns).map(() => (2 * random.next() - 1) * bound);
  };
  const W_in = uniform(H, K);
  const W_rec = uniform(H, H);
  const W_out = uniform(K, H);
  return { W_in, W_rec, W_out };
}
