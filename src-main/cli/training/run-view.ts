/** Shows a run while it trains: as JSON lines for programs, or as lines and a progress bar for a person. */
import type { Baselines, Corpus, EvaluationRow, MetricRow, Run } from '#shared/protocol/index.ts';

export interface RunView {
  imported(corpus: Corpus, seconds: number): void;
  started(run: Run): void;
  baselines(run: Run, split: 'validation' | 'test', baselines: Baselines): void;
  metrics(run: Run, row: MetricRow): void;
  evaluation(run: Run, row: EvaluationRow): void;
  /** Status or progress changed. */
  changed(run: Run): void;
  /** Anything but a failure. */
  ended(run: Run): void;
}
