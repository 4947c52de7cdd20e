/** A curve small enough for a list row. */

/** @returns the path in a box of 44 by 16; `progress` of its width is used, so that a young run's curve is short */
export function sparklinePath(values: readonly number[], progress: number): string {
  const finite = values.map((value, i) => ({ value, i })).filter(({ value }) => Number.isFinite(value));
  if (finite.length < 2) return '';
  const low = Math.min(...finite.map(({ value }) => value));
  const high = Math.max(...finite.map(({ value }) => value));
  const width = 44 * Math.min(1, Math.max(0.15, progress));
  const point = ({ value, i }: { value: number; i: number }): string =>
    `${((width * i) / (values.length - 1)).toFixed(1)} ${(15 - (14 * (value - low)) / (high - low || 1)).toFixed(1)}`;
  return `M${finite.map(point).join('L')}`;
}
