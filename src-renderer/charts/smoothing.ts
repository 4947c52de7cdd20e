/**
 * Exponential moving average, corrected for its start:
 *
 *     m_i = w m_{i-1} + (1 - w) v_i,   s_i = m_i / (1 - w^{i+1})
 *
 * The correction is that of Kingma & Ba, "Adam" (2015), section 3. Values that are not finite are passed over: the
 * average stands still there.
 */
export function smooth(values: ArrayLike<number>, weight: number): Float64Array {
  const smoothed = new Float64Array(values.length);
  let mean = 0;
  let remaining = 1; // w^{i+1}
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isFinite(value)) {
      mean = weight * mean + (1 - weight) * value;
      remaining *= weight;
    }
    smoothed[i] = remaining < 1 ? mean / (1 - remaining) : NaN;
  }
  return smoothed;
}

/** The slider's position, 0 to 1, as a weight: equal ways along it multiply the memory equally, up to 100 rows. */
export const smoothingWeight = (position: number): number => 1 - 10 ** (-2 * position);
