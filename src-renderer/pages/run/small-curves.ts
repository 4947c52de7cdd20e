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

export interface SmallCurves {
  readonly rate: readonly Point[];
  /** In the order of NORMS. */
  readonly norms: readonly (readonly Point[])[];
  readonly speed: readonly Point[];
}

export function smallCurves(columns: MetricColumns, xs: ArrayLike<number>, shown: Span, weight: number): SmallCurves {
  return {
    rate: lasts(xs, columns.column('learningRate'), shown),
    norms: NORMS.map(({ column }) => {
      // averaged as logarithms, as they are drawn: a single large sequence does not lift the line for long
      const logs = columns.column(column).map((value) => Math.log(value));
      const means = lasts(
        xs,
        smooth(logs, weight, (i) => columns.rowsOf(i)),
        shown,
      );
      return means.map((point) => ({ x: point.x, y: Math.exp(point.y) }));
    }),
    speed: lasts(xs, columns.column('tokensPerSecond'), shown),
  };
}
