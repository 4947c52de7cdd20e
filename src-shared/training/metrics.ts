/** Gathers the steps between two metric rows. */
import type { GradientNorms } from '../kernels/contract.ts';
import type { TrainerEvent } from './trainer-events.ts';

export type TrainedEvent = Extract<TrainerEvent<unknown>, { kind: 'trained' }>;

export interface WindowFigures {
  /** Mean per token: cross-entropy in nats, or a perceptron's cost of an example. */
  readonly loss: number;
  readonly tokens: number;
  readonly steps: number;
  /** Of the last step. */
  readonly learningRate: number;
  /** Of the last step that computed them, before clipping. */
  readonly norms: GradientNorms | null;
}

export class MetricWindow {
  #nats = 0;
  #tokens = 0;
  #steps = 0;
  #learningRate = 0;
  #norms: GradientNorms | null = null;

  get steps(): number {
    return this.#steps;
  }

  add(event: TrainedEvent): void {
    this.#nats += event.loss;
    this.#tokens += event.tokens;
    this.#steps++;
    this.#learningRate = event.learningRate;
    this.#norms = event.norms ?? this.#norms;
  }

  /** The figures since the last call, which begins a new window; null when no step was added. */
  take(): WindowFigures | null {
    if (this.#steps === 0) return null;
    const figures = {
      loss: this.#nats / this.#tokens,
      tokens: this.#tokens,
      steps: this.#steps,
      learningRate: this.#learningRate,
      norms: this.#norms,
    };
    this.#nats = this.#tokens = this.#steps = 0;
    this.#norms = null;
    return figures;
  }
}
