/** What part of an axis a chart shows. */

export interface Range {
  readonly min: number;
  readonly max: number;
}

/** Ranges of less than this share of their values are rounding. */
const FLAT = 1e-9;

/** The value below which a share of the sorted values lies, interpolated. `sorted` must not be empty. */
function quantile(sorted: ArrayLike<number>, share: number): number {
  const at = share * (sorted.length - 1);
  const low = sorted[Math.floor(at)]!;
  const high = sorted[Math.ceil(at)]!;
  return low + (high - low) * (at - Math.floor(at));
}

/** From the 2nd to the 98th percentile, so that the first steps and single spikes do not flatten the rest. */
export function percentileRange(values: readonly number[]): Range | null {
  const sorted = Float64Array.from(values.filter(Number.isFinite)).sort();
  return sorted.length === 0 ? null : { min: quantile(sorted, 0.02), max: quantile(sorted, 0.98) };
}

/** The smallest range that holds all; null when there is nothing to hold. */
export function union(...ranges: readonly (Range | null)[]): Range | null {
  const some = ranges.filter((range) => range !== null);
  if (some.length === 0) return null;
  return { min: Math.min(...some.map((r) => r.min)), max: Math.max(...some.map((r) => r.max)) };
}

export function extent(values: readonly number[]): Range | null {
  const finite = values.filter(Number.isFinite);
  return finite.length === 0 ? null : { min: Math.min(...finite), max: Math.max(...finite) };
}

/** A little air above and below; a range without height gets some. On a log axis the air is a factor. */
export function withMargin({ min, max }: Range, share: number, log = false): Range {
  // what differs by rounding alone has no height: ticks would lie closer than numbers do
  const flat = max - min <= FLAT * Math.max(Math.abs(min), Math.abs(max));
  if (log) {
    const factor = flat ? 1.5 : (max / min) ** share;
    return { min: min / factor, max: max * factor };
  }
  const air = flat ? Math.abs(max) * 0.1 || 1 : (max - min) * share;
  return { min: min - air, max: max + air };
}
