/**
 * Exponential moving average over rows whose memory grows with the run:
 *
 *     m_i = k_i m_{i-1} + (1 - k_i) v_i,   k_i = min(w, i / (i + 8)),   i = 0, 1, …
 *
 * A loss falls fastest at its start, where a long memory would lag behind it by most; so the memory, 1 / (1 - k_i) rows,
 * is never longer than about an eighth of the rows before. A bucket of n rows from s on, of which only the mean is known,
 * counts as n equal ones:
 *
 *     k = prod_{i=s}^{s+n-1} k_i,   prod_{i=s}^{e-1} i / (i + 8) = prod_{j=0}^{7} (s + j) / (e + j)
 *
 * What was drawn does not change when rows are added. Values that are not finite are passed over.
 */

const RAMP = 8;

/** What came before the first value. */
export interface SmoothedBefore {
  readonly mean: number;
  readonly rows: number;
}

/** How much of the mean is kept after rows s to e - 1. */
function kept(s: number, e: number, weight: number): number {
  if (weight <= 0) return 0;
  const turn = Math.min(Math.max(Math.ceil((RAMP * weight) / (1 - weight)), s), e);
  let product = weight ** (e - turn);
  if (turn > s) for (let j = 0; j < RAMP; j++) product *= (s + j) / (turn + j);
  return product;
}

/** @param rows of each value   @returns the mean after each value */
export function smooth(
  values: ArrayLike<number>,
  weight: number,
  rows: (i: number) => number = () => 1,
  before: SmoothedBefore = { mean: NaN, rows: 0 },
): Float64Array {
  const smoothed = new Float64Array(values.length);
  let { mean, rows: seen } = before;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isFinite(value)) {
      const keep = Number.isFinite(mean) ? kept(seen, seen + rows(i), weight) : 0;
      mean = keep === 0 ? value : value + keep * (mean - value);
      seen += rows(i);
    }
    smoothed[i] = mean;
  }
  return smoothed;
}

/** The slider's position, 0 to 1, as a weight: equal ways along it multiply the memory equally, up to 100 rows. */
export const smoothingWeight = (position: number): number => 1 - 10 ** (-2 * position);
