/** From the stored figures of several runs to the curves that lie over one another. */
import type { Baselines, Corpus, EvaluationFigures, EvaluationRow, LanguageRun } from '#shared/protocol/entities.ts';
import { lasts, span } from '../../charts/drawn-points.ts';
import { inUnit, type LossUnit } from '../../charts/loss-units.ts';
import type { MetricColumns } from '../../charts/metric-columns.ts';
import type { Point } from '../../charts/point.ts';
import { extent, percentileRange, type Range, union, withMargin } from '../../charts/ranges.ts';
import { smooth } from '../../charts/smoothing.ts';
import { xOf, xsOf } from '../../charts/x-axis.ts';
import { bitsPerNatOf } from '../run/bits-per-nat.ts';
import { type ComparedAxis, type ComparedSplit, figureIn, type Measure } from './compared-measures.ts';
import type { ComparedRun } from './compared-runs.svelte.ts';

export interface CurveView {
  readonly measure: Measure;
  readonly split: ComparedSplit;
  readonly axis: ComparedAxis;
  readonly logY: boolean;
  /** Weight of the moving average over training rows. */
  readonly smoothing: number;
}

export interface RunFigures {
  readonly trainTokens: number;
  readonly metrics: MetricColumns;
  readonly evaluations: readonly EvaluationRow[];
  /** Bits per character for one nat per token in the training part; NaN: there are no characters. */
  readonly trainBitsPerNat: number;
}

export const figuresOf = (compared: ComparedRun): RunFigures => ({
  trainTokens: compared.run.trainTokens,
  metrics: compared.data.metrics,
  evaluations: compared.data.evaluations,
  trainBitsPerNat:
    compared.family === 'language' ? bitsPerNatOf(compared.run, compared.corpus, compared.data.evaluations).train : NaN,
});

export interface ComparedCurve {
  readonly points: readonly Point[];
  /** Where the best validation lies; null in the training part. */
  readonly best: Point | null;
}

const MOST_POINTS = 512;

export function comparedCurve(figures: RunFigures, view: CurveView): ComparedCurve {
  return view.split === 'train' ? trainCurve(figures, view) : validationCurve(figures, view);
}

const placeOf = (row: EvaluationRow, axis: ComparedAxis, trainTokens: number): number =>
  axis === 'steps' ? row.step : xOf(row, axis, trainTokens);

function validationCurve({ evaluations, trainTokens }: RunFigures, { axis, measure }: CurveView): ComparedCurve {
  const rows = evaluations.filter((row) => row.split === 'validation');
  // before training the loss of a language model is about ln K: it would flatten everything after it
  const trained = rows.length > 1 ? rows.filter((row) => row.step > 0) : rows;
  const point = (row: EvaluationRow): Point => ({ x: placeOf(row, axis, trainTokens), y: figureIn(row, measure) });
  const best = trained.findLast((row) => row.best);
  const isFigure = (p: Point): boolean => Number.isFinite(p.y);
  return { points: trained.map(point).filter(isFigure), best: best && isFigure(point(best)) ? point(best) : null };
}

export const isLossUnit = (measure: Measure): measure is LossUnit =>
  measure === 'nats' || measure === 'perplexity' || measure === 'bits';

function trainCurve({ metrics, trainTokens, trainBitsPerNat }: RunFigures, view: CurveView): ComparedCurve {
  const { axis, measure } = view;
  const xs = axis === 'steps' ? metrics.column('step') : xsOf(metrics, axis, trainTokens);
  const smoothed = smooth(metrics.column('loss'), view.smoothing, (i) => metrics.rowsOf(i));
  const unit = isLossUnit(measure) ? measure : 'nats';
  const points = lasts(xs, smoothed, span(xs, null, MOST_POINTS, metrics.first))
    .map(({ x, y }) => ({ x, y: inUnit(y, unit, trainBitsPerNat) }))
    .filter((p) => Number.isFinite(p.y));
  return { points, best: null };
}

export interface EpochFigure {
  readonly y: number;
  /** The best validation until then. */
  readonly best: boolean;
}

/** The last figure of each epoch, counted from 1; 0: before training. */
export function figuresByEpoch(figures: RunFigures, view: CurveView): ReadonlyMap<number, EpochFigure> {
  const { evaluations, trainTokens } = figures;
  const epochOf = (x: number): number => Math.ceil(x - 1e-9);
  if (view.split === 'train') {
    const { points } = trainCurve(figures, { ...view, axis: 'epochs' });
    return new Map(points.map(({ x, y }) => [epochOf(x), { y, best: false }]));
  }
  return new Map(
    evaluations
      .filter((row) => row.split === 'validation')
      .map((row) => [epochOf(xOf(row, 'epochs', trainTokens)), { y: figureIn(row, view.measure), best: row.best }]),
  );
}

export type ComparedLevelName = keyof Baselines | 'floor';

/** What runs of one text and one vocabulary all have to beat; where they differ, there is no such line. */
export function comparedLevels(
  runs: readonly { readonly run: LanguageRun; readonly corpus: Corpus | null; readonly baselines: Baselines | null }[],
  unit: LossUnit,
): { readonly name: ComparedLevelName; readonly y: number }[] {
  const [first] = runs;
  if (!first?.corpus || runs.some(({ run }) => run.corpusId !== first.run.corpusId)) return [];
  const inUnitOf = ({ loss, perplexity, bitsPerCharacter }: EvaluationFigures): number =>
    ({ nats: loss, perplexity, bits: bitsPerCharacter })[unit];
  const levels: { name: ComparedLevelName; y: number }[] = [];
  const known = runs.find(({ baselines }) => baselines !== null)?.baselines;
  if (known && runs.every(({ run }) => run.vocabulary === first.run.vocabulary))
    for (const name of ['bigram', 'trigram'] as const) levels.push({ name, y: inUnitOf(known[name]) });
  if (first.corpus.floor) levels.push({ name: 'floor', y: inUnitOf(first.corpus.floor) });
  return levels;
}

/** What the vertical axis shows: the curves but for their first steps, and the lines near them. */
export function comparedRange(curves: readonly ComparedCurve[], levels: readonly number[], log: boolean): Range {
  const shown = union(
    ...curves.map(({ points }) => percentileRange(points.map(({ y }) => y))),
    ...curves.map(({ best }) => (best ? extent([best.y]) : null)),
  );
  const near = shown === null ? levels : levels.filter((y) => y <= shown.max + (shown.max - shown.min));
  return withMargin(union(shown, extent(near)) ?? { min: log ? 1 : 0, max: 10 }, 0.06, log);
}
