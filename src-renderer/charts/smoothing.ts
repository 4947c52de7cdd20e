/**
 * Exponential moving average whose memory grows with the run:
 *
 *     m_i = m_{i-1} + a_i (v_i - m_{i-1}),   a_i = max(1 - w, 8 / (i + 8))
 *
 * A loss falls fastest at its start, where a long memory would lag behind it by most; so the memory, 1 / a_i rows, is
 * never longer than about an eighth of the rows before. What was drawn does not change when rows are added. Values that
 * are not finite are passed over.
 */
export function smooth(values: ArrayLike<number>, weight: number): Float64Array {
  const smoothed = new Float64Array(values.length);
  let mean = NaN;
  let seen = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isFinite(value)) {
      const share = weight > 0 ? Math.max(1 - weight, 8 / (seen + 8)) : 1;
      mean = seen === 0 ? value : mean + share * (value - mean);
      seen++;
    }
    smoothed[i] = mean;
  }
  return smoothed;
}

/** The slider's position, 0 to 1, as a weight: equal ways along it multiply the memory equally, up to 100 rows. */
export const smoothingWeight = (position: number): number => 1 - 10 ** (-2 * position);
