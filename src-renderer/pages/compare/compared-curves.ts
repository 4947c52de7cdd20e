/** From the stored figures of several runs to the curves that lie over one another. */
import type {
  Baselines,
  Corpus,
  EvaluationFigures,
  LanguageEvaluationRow,
  LanguageRun,
} from '#shared/protocol/entities.ts';
import { lasts, span } from '../../charts/drawn-points.ts';
import { inUnit, type LossUnit } from '../../charts/loss-units.ts';
import type { MetricColumns } from '../../charts/metric-columns.ts';
import type { Point } from '../../charts/point.ts';
import { extent, percentileRange, type Range, union, withMargin } from '../../charts/ranges.ts';
import { smooth } from '../../charts/smoothing.ts';
import { type XAxis, xOf, xsOf } from '../../charts/x-axis.ts';
import { bitsPerNatOf } from '../run/bits-per-nat.ts';
import type { ComparedSplit } from './compare-view.svelte.ts';
import type { ComparedRun } from './compared-runs.svelte.ts';

export interface CurveView {
  readonly unit: LossUnit;
  readonly split: ComparedSplit;
  readonly axis: XAxis;
  readonly logY: boolean;
  /** Weight of the moving average over training rows. */
  readonly smoothing: number;
}

export interface RunFigures {
  readonly trainTokens: number;
  readonly metrics: MetricColumns;
  readonly evaluations: readonly LanguageEvaluationRow[];
  /** Bits per character for one nat per token in the training part. */
  readonly trainBitsPerNat: number;
}

export const figuresOf = ({ run, corpus, data }: ComparedRun): RunFigures => ({
  trainTokens: run.trainTokens,
  metrics: data.metrics,
  evaluations: data.evaluations,
  trainBitsPerNat: bitsPerNatOf(run, corpus, data.evaluations).train,
});

export interface ComparedCurve {
  readonly points: readonly Point[];
  /** Where the best validation lies; null in the training part. */
  readonly best: Point | null;
}

const MOST_POINTS = 512;

export const figureIn = (figures: EvaluationFigures, unit: LossUnit): number =>
  ({ nats: figures.loss, perplexity: figures.perplexity, bits: figures.bitsPerCharacter })[unit];

export function comparedCurve(figures: RunFigures, view: CurveView): ComparedCurve {
  return view.split === 'train' ? trainCurve(figures, view) : validationCurve(figures, view);
}

function validationCurve({ evaluations, trainTokens }: RunFigures, { axis, unit }: CurveView): ComparedCurve {
  const rows = evaluations.filter((row) => row.split === 'validation');
  // before training the loss is about ln K: it would flatten everything after it
  const trained = rows.length > 1 ? rows.filter((row) => row.step > 0) : rows;
  const point = (row: LanguageEvaluationRow): Point => ({ x: xOf(row, axis, trainTokens), y: figureIn(row, unit) });
  const best = trained.findLast((row) => row.best);
  return { points: trained.map(point).filter((p) => Number.isFinite(p.y)), best: best ? point(best) : null };
}

function trainCurve({ metrics, trainTokens, trainBitsPerNat }: RunFigures, view: CurveView): ComparedCurve {
  const xs = xsOf(metrics, view.axis, trainTokens);
  const smoothed = smooth(metrics.column('loss'), view.smoothing, (i) => metrics.rowsOf(i));
  const points = lasts(xs, smoothed, span(xs, null, MOST_POINTS, metrics.first))
    .map(({ x, y }) => ({ x, y: inUnit(y, view.unit, trainBitsPerNat) }))
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
      .map((row) => [epochOf(xOf(row, 'epochs', trainTokens)), { y: figureIn(row, view.unit), best: row.best }]),
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
  const levels: { name: ComparedLevelName; y: number }[] = [];
  const known = runs.find(({ baselines }) => baselines !== null)?.baselines;
  if (known && runs.every(({ run }) => run.vocabulary === first.run.vocabulary))
    for (const name of ['bigram', 'trigram'] as const) levels.push({ name, y: figureIn(known[name], unit) });
  if (first.corpus.floor) levels.push({ name: 'floor', y: figureIn(first.corpus.floor, unit) });
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
