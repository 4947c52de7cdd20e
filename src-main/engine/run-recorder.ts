/** Writes what a run's training yields into the store: rows gathered for a moment, then committed together. */
import type { EvaluationRow, RunEvent } from '#shared/protocol/index.ts';
import type { Tensors } from '#shared/training/checkpoint.ts';
import type { TrainerProgress } from '#shared/training/trainer.ts';
import { type NewCheckpoint, writeBestWeights, writeCheckpoint } from '../store/checkpoints.ts';
import type { WritableDatabase } from '../store/database.ts';
import { countEvaluations, insertEvaluation } from '../store/evaluations.ts';
import { insertMetrics, type NewMetricRow, sparkline } from '../store/metrics.ts';
import { insertRunEvent } from '../store/run-events.ts';
import { setRunProgress } from '../store/runs.ts';
import { insertSample } from '../store/samples.ts';
import type { WrittenSample } from './trainees/trainee.ts';

/** What the run wrote, and where. */
interface PlacedSample {
  readonly written: WrittenSample;
  readonly step: number;
  readonly epoch: number;
}

export class RunRecorder {
  readonly #database: WritableDatabase;
  readonly #run: number;
  readonly #startSeconds: number;
  readonly #startTokens: number;
  #metrics: NewMetricRow[] = [];
  #evaluations: { readonly row: EvaluationRow; readonly sample: WrittenSample | null }[] = [];
  #loneSamples: PlacedSample[] = [];
  #events: RunEvent[] = [];
  #tokensPerSecond: number | null = null;
  /** Rows of evaluations, those that are not stored yet included. */
  #evaluationCount: number;

  /** @param seconds the run's training time so far   @param tokens and its tokens */
  constructor(database: WritableDatabase, run: number, seconds: number, tokens: number) {
    this.#database = database;
    this.#run = run;
    this.#evaluationCount = countEvaluations(database, run);
    this.#startSeconds = seconds;
    this.#startTokens = tokens;
  }

  get evaluations(): number {
    return this.#evaluationCount;
  }

  addMetric(row: NewMetricRow | null): void {
    if (row !== null) this.#metrics.push(row);
  }

  /** @param sample written with the same weights */
  addEvaluation(row: EvaluationRow, sample: WrittenSample | null): void {
    this.#evaluations.push({ row, sample });
    this.#evaluationCount++;
  }

  /** Of a run that validates nothing. */
  addSample(written: WrittenSample, { step, epoch }: TrainerProgress): void {
    this.#loneSamples.push({ written, step, epoch });
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
      for (const { row, sample } of this.#evaluations) {
        insertEvaluation(this.#database, this.#run, row);
        const { step, epoch } = row;
        if (sample !== null)
          this.#insertSample({ written: sample, step, epoch }, countEvaluations(this.#database, this.#run));
      }
      for (const placed of this.#loneSamples) this.#insertSample(placed, 0);
      for (const event of this.#events) insertRunEvent(this.#database, this.#run, event);
      setRunProgress(this.#database, this.#run, progress, sparkline(this.#database, this.#run));
    });
    this.#metrics = [];
    this.#evaluations = [];
    this.#loneSamples = [];
    this.#events = [];
  }

  /**
   * With the gathered rows, or not at all: a rate that was set is never known without the place it was set at.
   * @param best weights of the best validation when they are new since the last checkpoint
   */
  checkpoint(checkpoint: NewCheckpoint, best: Tensors | null, progress: TrainerProgress, seconds: number): void {
    this.#database.transaction(() => {
      this.flush(progress, seconds);
      const evaluations = countEvaluations(this.#database, this.#run);
      writeCheckpoint(this.#database, this.#run, checkpoint, best, { seconds, evaluations });
    });
  }

  /** The best weights of a run that failed: its last checkpoint stays as it is. */
  best(weights: Tensors, step: number, seconds: number): void {
    const evaluations = countEvaluations(this.#database, this.#run);
    writeBestWeights(this.#database, this.#run, weights, { step, seconds, evaluations });
  }

  #insertSample({ written, step, epoch }: PlacedSample, evaluation: number): void {
    const origin = { ...written.samples, weights: 'last', step, epoch, evaluation } as const;
    insertSample(this.#database, this.#run, written.sample, origin);
  }
}
