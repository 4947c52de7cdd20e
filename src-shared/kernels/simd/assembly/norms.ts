/**
 * Squared Frobenius norms of the gradients.
 *
 *     ||sum_t r_t h_t'||^2 = sum_{t,t'} (r_t . r_t') (h_t . h_t')
 *
 * Two T x T Gram matrices give dW_out's norm without dW_out itself; each shard sums its rows' part of the first.
 * Where the terms cancel, rounding limits it: a gradient a hundred times smaller than its terms has a norm good to 1 %.
 */
import { MAX_WIDTH } from './options.ts';

/** Vectors of time steps in a band of a Gram matrix: narrow bands skip more of its lower half, wide ones fill tiles. */
const BAND_VECTORS = 2;

export const norms = (): string => `
// --- norms
// r_t . r_t' over the rows of shard s. Symmetric: of each band of rows t only the columns from its own first one on
export function residualGram(s: i32, T: i32): void {
  let vectors = columnVectors(T), ldt = columnBytes(T), gram = GRAM_R + (<usize>(s * CHUNK) * <usize>CHUNK << 2);
  memory.fill(gram, 0, <usize>T * ldt);
  for (let b = firstBlock(s + 1) - 1; b >= firstBlock(s); b--) {
    let r = E + <usize>(b * KB) * ldt;
    for (let t = 0; t < T; t += ${BAND_VECTORS} * LANES) {
      let own = vectors - t / LANES, g = (own + ${MAX_WIDTH - 1}) / ${MAX_WIDTH}, offset = <usize>t << 2;
      for (let q = 0; q < g; q++) {
        let n = tileWidth(own, g, q), to = gram + <usize>t * ldt + offset;
        hiddenGradient(n, r + offset, ldt, r + (<usize>t << 2), ldt, to, ldt, KB, min(T - t, ${BAND_VECTORS} * LANES));
        offset += <usize>n * VECTOR_BYTES;
      }
    }
  }
}
// ||dW_out||^2 of a sequence that fits one chunk
export function outputNormFromGrams(T: i32): f64 {
  let vectors = columnVectors(T), ldt = columnBytes(T), total: f64 = 0;
  for (let s = 1; s < SHARDS; s++) addRow(GRAM_R, GRAM_R + (<usize>(s * CHUNK) * <usize>CHUNK << 2), T * vectors);
  panelScores(HS + LD, ((T + 11) / 12) * 12, GRAM_H, T);
  for (let t = 0; t < T; t++) {
    for (let u = t; u < T; u++) {
      let at = <usize>t * ldt + (<usize>u << 2), product = <f64>load<f32>(GRAM_R + at) * <f64>load<f32>(GRAM_H + at);
      total += u == t ? product : 2 * product;
    }
  }
  return max(total, 0);
}
// ||dW_out||^2, the part of shard s, from the gradient of a long sequence
export function outputNorm(s: i32): f64 {
  let from = <usize>(firstBlock(s) * KB) * LD, bytes = <usize>(firstBlock(s + 1) * KB) * LD - from;
  return squaredNorm(G_OUT + from, <i32>(bytes / VECTOR_BYTES));
}
export function recurrentNorm(): f64 { return squaredNorm(G_REC, <i32>(<usize>HP * LDR / VECTOR_BYTES)); }
// After groupInputs
export function inputNorm(T: i32): f64 {
  let total: f64 = 0;
  for (let r = 0; r < inputRows(T); r++)
    if (load<i32>(X + (<usize>r << 2)) >= 0) total += squaredNorm(D_IN + <usize>r * LDI, NVI);
  return total;
}
`;
