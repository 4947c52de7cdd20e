/**
 * From columns to the points that are drawn. Neighbouring buckets are drawn as one where there are more than a screen
 * can show; groups are counted from the run's beginning, so that what was drawn stays as it was while rows are added.
 */
import { bucketSize } from './bucket-size.ts';
import type { Point } from './point.ts';
import type { Range } from './ranges.ts';

/** Which buckets to draw: from (inclusive) to (exclusive), in groups of `size`. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly size: number;
  /** Number of bucket 0 when counted from the run's beginning. */
  readonly first: number;
}

/** The first i with xs[i] >= x. `xs` grow. */
export function firstAt(xs: ArrayLike<number>, x: number): number {
  let low = 0;
  let high = xs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (xs[middle]! < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What a range shows, and a point beyond each of its ends. @param most groups */
export function span(xs: ArrayLike<number>, range: Range | null, most: number, first = 0): Span {
  const from = range === null ? 0 : Math.max(0, firstAt(xs, range.min) - 1);
  const to = range === null ? xs.length : Math.min(xs.length, firstAt(xs, range.max) + 1);
  const size = bucketSize(to - from, most);
  const begin = Math.max(0, Math.floor((first + from) / size) * size - first);
  const end = Math.min(xs.length, Math.ceil((first + to) / size) * size - first);
  return { from: begin, to: end, size, first };
}

/** Calls back with the first (inclusive) and the last (inclusive) bucket of each group, and the group's number. */
function eachGroup({ from, to, size, first }: Span, visit: (begin: number, last: number, group: number) => void): void {
  for (let begin = from; begin < to;) {
    const group = Math.floor((first + begin) / size);
    const end = Math.min(to, (group + 1) * size - first);
    visit(begin, end - 1, group);
    begin = end;
  }
}

/** The lowest and the highest value of each group, in turn, so that the line between two groups stays short. */
export function envelope(
  xs: ArrayLike<number>,
  lows: ArrayLike<number>,
  highs: ArrayLike<number>,
  shown: Span,
): Point[] {
  const points: Point[] = [];
  eachGroup(shown, (begin, last, group) => {
    let low = Infinity;
    let high = -Infinity;
    for (let i = begin; i <= last; i++) {
      if (lows[i]! < low) low = lows[i]!;
      if (highs[i]! > high) high = highs[i]!;
    }
    if (!Number.isFinite(low) || !Number.isFinite(high)) return;
    const x = xs[last]!;
    if (low === high) points.push({ x, y: low });
    else if (group % 2 === 0) points.push({ x, y: high }, { x, y: low });
    else points.push({ x, y: low }, { x, y: high });
  });
  return points;
}

/** The last value of each group, where it is finite: for curves that are smooth already. */
export function lasts(xs: ArrayLike<number>, ys: ArrayLike<number>, shown: Span): Point[] {
  return lastOfGroups(shown)
    .filter((i) => Number.isFinite(ys[i]))
    .map((i) => ({ x: xs[i]!, y: ys[i]! }));
}

/** The last bucket of each group. */
export function lastOfGroups(shown: Span): number[] {
  const indices: number[] = [];
  eachGroup(shown, (_, last) => indices.push(last));
  return indices;
}

/** The point whose x is nearest; undefined when there is none. `points` grow in x. */
export function nearest(points: readonly Point[], x: number): Point | undefined {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle]!.x < x) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [points[low - 1], points[low]];
  if (!before || !after) return before ?? after;
  return after.x - x < x - before.x ? after : before;
}
