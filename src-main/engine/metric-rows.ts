/** Decides which step ends a metric row, and makes the row. Never changes what is trained. */
import type { GradientNorms } from '#shared/kernels/contract.ts';
import { type TrainedEvent, MetricWindow } from '#shared/training/metrics.ts';
import type { TrainerProgress } from '#shared/training/trainer.ts';
import type { NewMetricRow } from '../store/metrics.ts';

/** Rows by the clock come this often at first, and less often as a run grows long: a curve of some thousand points. */
const SHORTEST_SECONDS = 0.15;
const LONGEST_SECONDS = 5;
const ROWS_PER_DOUBLING = 1500;

const NO_NORMS: GradientNorms = { W_in: 0, W_rec: 0, W_out: 0 };

export class MetricRows {
  readonly #logEvery: number | null;
  readonly #window = new MetricWindow();
  #rowBegan: number;
  #evaluating = 0;
  /** The last that were measured; null: none ever are. */
  #norms: GradientNorms | null;

  /**
   * @param logEvery a row every so many steps; null: by the clock
   * @param seconds the run's training time so far
   * @param measuresNorms of gradients
   */
  constructor(logEvery: number | null, seconds: number, measuresNorms: boolean) {
    this.#norms = measuresNorms ? NO_NORMS : null;
    this.#logEvery = logEvery;
    this.#rowBegan = seconds;
  }

  /** Whether a step that is trained now will end a row, so that its gradient norms are wanted. */
  endsWith(step: number, seconds: number): boolean {
    if (this.#logEvery !== null) return step % this.#logEvery === 0;
    const interval = Math.min(LONGEST_SECONDS, Math.max(SHORTEST_SECONDS, seconds / ROWS_PER_DOUBLING));
    return seconds - this.#rowBegan >= interval;
  }

  add(event: TrainedEvent): void {
    this.#window.add(event);
  }

  /** Time that does not count as training when tokens per second are reckoned; a row may have ended in between. */
  addEvaluation(began: number, ended: number): void {
    this.#evaluating += Math.max(0, ended - Math.max(began, this.#rowBegan));
  }

  /** The row of the steps since the last one; null when there are none. */
  cut(progress: TrainerProgress, seconds: number): NewMetricRow | null {
    const figures = this.#window.take();
    if (figures === null) return null;
    const training = Math.max(1e-6, seconds - this.#rowBegan - this.#evaluating);
    this.#rowBegan = seconds;
    this.#evaluating = 0;
    this.#norms = figures.norms ?? this.#norms;
    return {
      epoch: progress.epoch,
      step: progress.step,
      tokens: progress.tokens,
      seconds,
      loss: figures.loss,
      learningRate: figures.learningRate,
      tokensPerSecond: figures.tokens / training,
      normIn: storable(this.#norms?.W_in),
      normRec: storable(this.#norms?.W_rec),
      normOut: storable(this.#norms?.W_out),
    };
  }

  /** Before a checkpoint: rows by the clock end with it, so that going on from it leaves no gap in the curve. */
  cutBeforeCheckpoint(progress: TrainerProgress, seconds: number): NewMetricRow | null {
    return this.#logEvery === null ? this.cut(progress, seconds) : null;
  }
}

/** A norm can overflow a step before the loss does; neither SQLite nor JSON holds numbers that are not finite. */
const storable = (norm: number | undefined): number | null =>
  norm === undefined ? null : Number.isFinite(norm) ? norm : Number.MAX_VALUE;
