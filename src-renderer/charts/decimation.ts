/**
 * Fewer points for the same picture. Rows are put into buckets of consecutive indices whose size is a power of two, so
 * what was drawn stays as it was while rows are added; only when the size doubles do neighbours join.
 */
import type { Point } from './point.ts';

/** The smallest power of two that needs at most `most` buckets for `count` rows. */
export function bucketSize(count: number, most: number): number {
  let size = 1;
  while (Math.ceil(count / size) > most) size *= 2;
  return size;
}

/** The lowest and the highest row of each bucket, in the order of their rows: noise keeps its height. */
export function envelope(xs: ArrayLike<number>, ys: ArrayLike<number>, buckets: number): Point[] {
  const count = Math.min(xs.length, ys.length);
  const size = bucketSize(count, buckets);
  const points: Point[] = [];
  for (let start = 0; start < count; start += size) {
    let low = -1;
    let high = -1;
    for (let i = start; i < Math.min(start + size, count); i++) {
      if (!Number.isFinite(ys[i])) continue;
      if (low < 0 || ys[i]! < ys[low]!) low = i;
      if (high < 0 || ys[i]! > ys[high]!) high = i;
    }
    if (low < 0) continue;
    for (const i of low === high ? [low] : [Math.min(low, high), Math.max(low, high)])
      points.push({ x: xs[i]!, y: ys[i]! });
  }
  return points;
}

/** The last finite row of each bucket: for curves that are smooth already. */
export function thin(xs: ArrayLike<number>, ys: ArrayLike<number>, buckets: number): Point[] {
  return thinIndices(Math.min(xs.length, ys.length), buckets)
    .filter((i) => Number.isFinite(ys[i]))
    .map((i) => ({ x: xs[i]!, y: ys[i]! }));
}

/** The index of the last row of each bucket. */
export function thinIndices(count: number, buckets: number): number[] {
  const size = bucketSize(count, buckets);
  return Array.from({ length: Math.ceil(count / size) }, (_, bucket) => Math.min((bucket + 1) * size, count) - 1);
}
