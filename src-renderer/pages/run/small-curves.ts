/** What explains the loss: learning rate, gradient norms, tokens per second, as points to draw. */
import { lasts, type Span } from '../../charts/drawn-points.ts';
import type { MetricColumns } from '../../charts/metric-columns.ts';
import type { Point } from '../../charts/point.ts';
import { smooth } from '../../charts/smoothing.ts';

export const NORMS = [
  { sub: 'out', column: 'normOut', colour: 's1' },
  { sub: 'rec', column: 'normRec', colour: 's3' },
  { sub: 'in', column: 'normIn', colour: 's4' },
] as const;

/**
 * Smoothed gradient norms of all buckets, in the order of NORMS. Averaged as logarithms, as they are drawn: a single
 * large sequence does not lift the line for long.
 */
export const smoothedNorms = (columns: MetricColumns, weight: number): readonly Float64Array[] =>
  NORMS.map(({ column }) => {
    const logs = columns.column(column).map((value) => Math.log(value));
    return smooth(logs, weight, (i) => columns.rowsOf(i)).map((mean) => Math.exp(mean));
  });

export interface SmallCurves {
  readonly rate: readonly Point[];
  /** In the order of NORMS. */
  readonly norms: readonly (readonly Point[])[];
  readonly speed: readonly Point[];
}

export const smallCurves = (
  columns: MetricColumns,
  xs: ArrayLike<number>,
  norms: readonly Float64Array[],
  shown: Span,
): SmallCurves => ({
  rate: lasts(xs, columns.column('learningRate'), shown),
  norms: norms.map((values) => lasts(xs, values, shown)),
  speed: lasts(xs, columns.column('tokensPerSecond'), shown),
});
