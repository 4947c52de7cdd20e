/** From stored rows to what the loss chart draws. Pure: the same rows give the same picture. */
import type { Baselines, EvaluationFigures, EvaluationRow } from '#shared/protocol/entities.ts';
import { envelope, lasts, span } from './drawn-points.ts';
import { inUnit, type LossUnit } from './loss-units.ts';
import type { MetricColumns } from './metric-columns.ts';
import type { Point } from './point.ts';
import { extent, percentileRange, type Range, union, withMargin } from './ranges.ts';
import { type XAxis, xOf } from './x-axis.ts';

export interface LossView {
  readonly unit: LossUnit;
  readonly axis: XAxis;
  readonly logY: boolean;
  readonly trainTokens: number;
  /** Bits per character for one nat per token, in the training and in the validation part. */
  readonly bitsPerNat: { readonly train: number; readonly validation: number };
  /** The part of the horizontal axis that is seen; null: all of it. */
  readonly range: Range | null;
}

/** Rows, where each lies along the axis, and the smoothed loss at the end of each bucket, nats. */
export interface SmoothedMetrics {
  readonly columns: MetricColumns;
  readonly xs: Float64Array;
  readonly smoothed: Float64Array;
}

export interface LossCurves {
  readonly raw: readonly Point[];
  readonly smoothed: readonly Point[];
  readonly validation: readonly Point[];
  readonly best: Point | null;
  readonly y: Range;
}

/** Groups of rows drawn at most; each gives up to two points of the raw curve. */
export const DRAWN = 1024;

export function lossCurves(
  { columns, xs, smoothed }: SmoothedMetrics,
  evaluations: readonly EvaluationRow[],
  levels: readonly LossLevel[],
  view: LossView,
): LossCurves {
  const shown = span(xs, view.range, DRAWN, columns.first);
  const train = (point: Point): Point => ({ x: point.x, y: inUnit(point.y, view.unit, view.bitsPerNat.train) });
  // averaged in nats and only then shown in the unit: a mean of perplexities would be another quantity
  const raw = envelope(xs, columns.column('lossLow'), columns.column('lossHigh'), shown).map(train);
  const smooth = lasts(xs, smoothed, shown).map(train);
  const validation = evaluations
    .filter((row) => row.split === 'validation')
    .map((row) => ({
      x: xOf(row, view.axis, view.trainTokens),
      y: inUnit(row.loss, view.unit, view.bitsPerNat.validation),
      best: row.best,
    }));
  const { range } = view;
  const inSight = (point: Point): boolean => range === null || (point.x >= range.min && point.x <= range.max);
  const curves = union(
    percentileRange(raw.map((point) => point.y)),
    percentileRange(smooth.map((point) => point.y)),
    // before training the loss is about ln K: like the first steps, it may leave the top
    extent(validation.filter((p) => inSight(p) && (p.x > 0 || validation.length === 1)).map((p) => p.y)),
  );
  // seen from near, the curves alone say how far to look up and down
  const seen = range !== null && curves !== null ? curves : union(curves, extent(levels.map((level) => level.y)));
  return {
    raw,
    smoothed: smooth,
    validation,
    best: validation.findLast((point) => point.best) ?? null,
    y: withMargin(seen ?? { min: view.logY ? 1 : 0, max: 10 }, 0.06, view.logY),
  };
}

export type LevelName = keyof Baselines | 'floor';

export interface LossLevel {
  readonly name: LevelName;
  readonly y: number;
}

/** What is to be beaten, and what cannot be, highest first. */
export function lossLevels(
  baselines: Baselines | null,
  floor: EvaluationFigures | null,
  { unit, bitsPerNat }: Pick<LossView, 'unit' | 'bitsPerNat'>,
): LossLevel[] {
  const levels: LossLevel[] = [];
  const add = (name: LevelName, { loss }: EvaluationFigures): void =>
    void levels.push({ name, y: inUnit(loss, unit, bitsPerNat.validation) });
  if (baselines) for (const name of ['unigram', 'bigram', 'trigram'] as const) add(name, baselines[name]);
  if (floor) add('floor', floor);
  return levels;
}
