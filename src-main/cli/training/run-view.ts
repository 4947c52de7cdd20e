/** Shows a run while it trains: as JSON lines for programs, or as lines and a progress bar for a person. */
import type { Baselines, Corpus, DataSetEntry, EvaluationRow, Floor, MetricRow, Run } from '#shared/protocol/index.ts';

export interface RunView {
  started(run: Run): void;
  metrics(run: Run, row: MetricRow): void;
  evaluation(run: Run, row: EvaluationRow): void;
  /** Status or progress changed. */
  changed(run: Run): void;
  /** Anything but a failure. */
  ended(run: Run): void;
}

/** Of language models. */
export interface LanguageView extends RunView {
  imported(corpus: Corpus, seconds: number): void;
  baselines(run: Run, split: 'validation' | 'test', baselines: Baselines, floor: Floor | null): void;
}

/** Of perceptrons. */
export interface PerceptronView extends RunView {
  dataSet(dataSet: DataSetEntry, seconds: number): void;
}

/** The epoch that a metric row belongs to, counted from 1. The row that ends an epoch belongs to it. */
export const epochOf = (run: Run, row: MetricRow): number => Math.max(1, Math.ceil(row.tokens / run.trainTokens));
