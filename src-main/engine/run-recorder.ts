/** Writes what a run's training yields into the store: rows gathered for a moment, then committed together. */
import type { Parameters } from '#shared/kernels/contract.ts';
import type { EvaluationRow, RunEvent } from '#shared/protocol/index.ts';
import type { Checkpoint } from '#shared/training/checkpoint.ts';
import type { TrainerProgress } from '#shared/training/trainer.ts';
import { writeBestWeights, writeCheckpoint } from '../store/checkpoints.ts';
import type { WritableDatabase } from '../store/database.ts';
import { countEvaluations, insertEvaluation } from '../store/evaluations.ts';
import { insertMetrics, type NewMetricRow, sparkline } from '../store/metrics.ts';
import { insertRunEvent } from '../store/run-events.ts';
import { setRunProgress } from '../store/runs.ts';

export class RunRecorder {
  readonly #database: WritableDatabase;
  readonly #run: number;
  readonly #startSeconds: number;
  readonly #startTokens: number;
  #metrics: NewMetricRow[] = [];
  #evaluations: EvaluationRow[] = [];
  #events: RunEvent[] = [];
  #tokensPerSecond: number | null = null;

  /** @param seconds the run's training time so far   @param tokens and its tokens */
  constructor(database: WritableDatabase, run: number, seconds: number, tokens: number) {
    this.#database = database;
    this.#run = run;
    this.#startSeconds = seconds;
    this.#startTokens = tokens;
  }

  addMetric(row: NewMetricRow | null): void {
    if (row !== null) this.#metrics.push(row);
  }

  addEvaluation(row: EvaluationRow): void {
    this.#evaluations.push(row);
  }

  addEvent(event: RunEvent): void {
    this.#events.push(event);
  }

  /** Commits the gathered rows and the progress. */
  flush({ epoch, step, tokens }: TrainerProgress, seconds: number): void {
    const elapsed = seconds - this.#startSeconds;
    if (elapsed > 0 && tokens > this.#startTokens) this.#tokensPerSecond = (tokens - this.#startTokens) / elapsed;
    const progress = { epoch, step, tokens, seconds, tokensPerSecond: this.#tokensPerSecond };
    this.#database.transaction(() => {
      insertMetrics(this.#database, this.#run, this.#metrics);
      for (const row of this.#evaluations) insertEvaluation(this.#database, this.#run, row);
      for (const event of this.#events) insertRunEvent(this.#database, this.#run, event);
      setRunProgress(this.#database, this.#run, progress, sparkline(this.#database, this.#run));
    });
    this.#metrics = [];
    this.#evaluations = [];
    this.#events = [];
  }

  /**
   * With the gathered rows, or not at all: a rate that was set is never known without the place it was set at.
   * @param best weights of the best validation when they are new since the last checkpoint
   */
  checkpoint(checkpoint: Checkpoint, best: Parameters | null, progress: TrainerProgress, seconds: number): void {
    this.#database.transaction(() => {
      this.flush(progress, seconds);
      const evaluations = countEvaluations(this.#database, this.#run);
      writeCheckpoint(this.#database, this.#run, checkpoint, best, { seconds, evaluations });
    });
  }

  /** The best weights of a run that failed: its last checkpoint stays as it is. */
  best(parameters: Parameters, step: number, seconds: number): void {
    const evaluations = countEvaluations(this.#database, this.#run);
    writeBestWeights(this.#database, this.#run, parameters, { step, seconds, evaluations });
  }
}
