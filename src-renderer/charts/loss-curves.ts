/** From stored rows to what the loss chart draws. Pure: the same rows give the same picture. */
import type { Baselines, EvaluationRow } from '#shared/protocol/entities.ts';
import { envelope, thin } from './decimation.ts';
import { inUnit, type LossUnit } from './loss-units.ts';
import type { MetricColumns } from './metric-columns.ts';
import type { Point } from './point.ts';
import { extent, percentileRange, type Range, union, withMargin } from './ranges.ts';
import { smooth } from './smoothing.ts';
import { type XAxis, xOf, xsOf } from './x-axis.ts';

export interface LossView {
  readonly unit: LossUnit;
  readonly axis: XAxis;
  /** Weight of the exponential moving average. */
  readonly smoothing: number;
  readonly log: boolean;
  readonly trainTokens: number;
  /** Bits per character for one nat per token, in the training and in the validation part. */
  readonly bitsPerNat: { readonly train: number; readonly validation: number };
}

export interface LossCurves {
  readonly raw: readonly Point[];
  readonly smoothed: readonly Point[];
  readonly validation: readonly Point[];
  readonly best: Point | null;
  readonly y: Range;
}

/** Buckets drawn at most; each gives up to two points of the raw curve. */
export const BUCKETS = 512;

export function lossCurves(
  metrics: MetricColumns,
  evaluations: readonly EvaluationRow[],
  baselines: Baselines | null,
  view: LossView,
): LossCurves {
  const xs = xsOf(metrics, view.axis, view.trainTokens);
  const losses = metrics.column('loss');
  const train = (point: Point): Point => ({ x: point.x, y: inUnit(point.y, view.unit, view.bitsPerNat.train) });
  // averaged in nats and only then shown in the unit: a mean of perplexities would be another quantity
  const raw = envelope(xs, losses, BUCKETS).map(train);
  const smoothed = thin(xs, smooth(losses, view.smoothing), BUCKETS).map(train);
  const validation = evaluations
    .filter((row) => row.split === 'validation')
    .map((row) => ({
      x: xOf(row, view.axis, view.trainTokens),
      y: inUnit(row.loss, view.unit, view.bitsPerNat.validation),
      best: row.best,
    }));
  const levels = baselines ? baselineLevels(baselines, view) : [];
  const shown = union(
    percentileRange(raw.map((p) => p.y)),
    percentileRange(smoothed.map((p) => p.y)),
    // before training the loss is about ln K: like the first steps, it may leave the top
    extent(validation.filter((p) => p.x > 0 || validation.length === 1).map((p) => p.y)),
    extent(levels.map((level) => level.y)),
  );
  return {
    raw,
    smoothed,
    validation,
    best: validation.findLast((point) => point.best) ?? null,
    y: withMargin(shown ?? { min: view.log ? 1 : 0, max: 10 }, 0.06, view.log),
  };
}

export type BaselineName = keyof Baselines;

export function baselineLevels(
  baselines: Baselines,
  view: LossView,
): { readonly name: BaselineName; readonly y: number }[] {
  return (['unigram', 'bigram', 'trigram'] as const).map((name) => ({
    name,
    y: inUnit(baselines[name].loss, view.unit, view.bitsPerNat.validation),
  }));
}

/** The rows in which the learning rate fell, by more than a schedule that glides. */
export function rateChanges(metrics: MetricColumns): readonly number[] {
  const rates = metrics.column('learningRate');
  const changes: number[] = [];
  for (let i = 1; i < rates.length; i++) if (rates[i]! <= rates[i - 1]! * 0.75) changes.push(i);
  return changes.length > 6 ? [] : changes;
}

/** The row whose x is nearest. `xs` grow. */
export function nearest(xs: ArrayLike<number>, x: number): number {
  let low = 0;
  let high = xs.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (xs[middle]! < x) low = middle;
    else high = middle;
  }
  return high >= 0 && Math.abs(xs[high]! - x) < Math.abs(xs[low]! - x) ? high : low;
}
