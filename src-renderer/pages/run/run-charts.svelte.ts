/** What a run's charts are drawn from: its rows, smoothed, as near as they are looked at, along the axis that was chosen. */
import type { Corpus, LanguageRun, PerceptronRun, Run } from '#shared/protocol/entities.ts';
import { firstAt } from '../../charts/drawn-points.ts';
import { ChartZoom } from '../../charts/chart-zoom.svelte.ts';
import { lossCurves, lossLevels, type LossView, type SmoothedMetrics } from '../../charts/loss-curves.ts';
import type { MetricColumns } from '../../charts/metric-columns.ts';
import { type SmoothedBefore, smooth, smoothingWeight } from '../../charts/smoothing.ts';
import { xOf, xsOf } from '../../charts/x-axis.ts';
import type { LanguageRunData, RunData } from '../../state/run-data.svelte.ts';
import { wholeAxis } from './axes.ts';
import { bitsPerNatOf } from './bits-per-nat.ts';
import { runView } from './run-view.svelte.ts';

export interface ShownRun {
  readonly data: LanguageRunData;
  readonly run: LanguageRun;
  readonly corpus: Corpus | null;
}

/** A run of either family. */
export interface ChartedRun {
  readonly data: LanguageRunData | RunData<PerceptronRun>;
  readonly run: Run;
  /** null: it learns from no text, or that is gone. */
  readonly corpus: Corpus | null;
}

export class RunCharts {
  private readonly shown: () => ChartedRun;

  constructor(shown: () => ChartedRun) {
    this.shown = shown;
  }

  private readonly weight = $derived(smoothingWeight(runView.choices.smoothing));

  /** The whole run. */
  readonly whole: SmoothedMetrics = $derived.by(() => {
    const { data } = this.shown();
    void data.version;
    return this.smoothed(data.metrics);
  });

  private readonly axis = $derived.by(() => {
    const { run, data } = this.shown();
    const { axis, logX } = runView.choices;
    const evaluation = data.evaluations.findLast((row) => row.split === 'validation');
    const last = Math.max(this.whole.xs.at(-1) ?? 0, evaluation ? xOf(evaluation, axis, run.trainTokens) : 0);
    return wholeAxis(run, axis, logX, this.whole.xs[0] ?? 0, last);
  });
  readonly zoom = new ChartZoom(() => this.axis);

  readonly view: LossView = $derived.by(() => {
    const { run, corpus, data } = this.shown();
    const { unit, axis, logY } = runView.choices;
    const { trainTokens } = run;
    const shared = { axis, logY, trainTokens, range: this.zoom.range };
    // a cost is no loss of words: it has one unit
    if (run.family === 'perceptron') return { ...shared, unit: 'nats', bitsPerNat: { train: NaN, validation: NaN } };
    const evaluations = data.evaluations.filter((row) => row.family === 'language');
    return { ...shared, unit, bitsPerNat: bitsPerNatOf(run, corpus, evaluations) };
  });

  /** The rows that are seen; null: all. */
  readonly seenRows: readonly [from: number, to: number] | null = $derived.by(() => {
    const { range } = this.zoom;
    const { columns, xs } = this.whole;
    if (range === null || columns.length === 0) return null;
    const from = Math.max(0, firstAt(xs, range.min) - 1);
    const to = Math.min(columns.length - 1, firstAt(xs, range.max));
    return [columns.at('index', from) - columns.rowsOf(from) + 1, columns.at('index', to)];
  });

  /** The part that is looked at from near, in finer buckets. */
  private readonly near: SmoothedMetrics | null = $derived.by(() => {
    const { data } = this.shown();
    void data.version;
    const { detail } = data;
    return detail === null ? null : this.smoothed(detail, this.before(detail.start));
  });

  /** What is drawn: the near part where it covers what is seen, else the whole. */
  readonly drawn: SmoothedMetrics = $derived.by(() => {
    const { near, whole } = this;
    const rows = this.seenRows;
    if (near === null || rows === null || near.columns.bucket >= whole.columns.bucket) return whole;
    return near.columns.start < rows[0] && near.columns.lastIndex >= rows[1] ? near : whole;
  });

  readonly levels = $derived.by(() => {
    const { data, corpus } = this.shown();
    return lossLevels(data.baselines, corpus?.floor ?? null, this.view);
  });
  readonly curves = $derived.by(() => lossCurves(this.drawn, this.shown().data.evaluations, this.levels, this.view));

  private smoothed(columns: MetricColumns, before?: SmoothedBefore): SmoothedMetrics {
    const { trainTokens } = this.shown().run;
    return {
      columns,
      xs: xsOf(columns, runView.choices.axis, trainTokens),
      smoothed: smooth(columns.column('loss'), this.weight, (i) => columns.rowsOf(i), before),
    };
  }

  /** The smoothed mean after a row, from the whole. */
  private before(row: number): SmoothedBefore {
    const { columns, smoothed } = this.whole;
    const i = Math.floor(row / columns.bucket) - 1;
    return i < 0 ? { mean: NaN, rows: 0 } : { mean: smoothed[i] ?? NaN, rows: row };
  }
}
