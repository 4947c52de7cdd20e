/** What a family of networks brings to the training loop: the contract of trainer.ts. */
import type { GradientNorms } from '../kernels/contract.ts';
import type { EpochOrder } from './epoch-order.ts';
import type { ScheduleName } from './settings.ts';

/** What the loop itself goes by. */
export interface LoopSettings {
  readonly epochs: number;
  readonly learningRate: number;
  readonly schedule: ScheduleName;
  readonly order: 'shuffled' | 'sequential';
  readonly seed: number;
  /** Besides after each epoch; null: only then. */
  readonly validateEveryTokens: number | null;
  /** The run ends after so many epochs in a row without a better validation loss; null: never for that reason. */
  readonly patience: number | null;
}

export interface Step {
  /** Summed over the step's tokens. Not finite: nothing was updated. */
  readonly loss: number;
  readonly tokens: number;
  /** Sequences, or examples, that it read. */
  readonly read: number;
  readonly norms: GradientNorms | null;
}

/** One pass over a part without learning, in slices. */
export interface Evaluation<Result> {
  /** The next slice; true when all are done: the state is then as before. */
  advance(): boolean;
  readonly result: Result;
}

/**
 * @template Weights of the network
 * @template State all else that a checkpoint holds: what steps leave behind besides the weights
 */
export interface Learner<Weights, State, Result extends { readonly loss: number }> {
  readonly settings: LoopSettings;
  /** Sequences, or examples, of the training part: what an order is of. */
  readonly count: number;
  /** Predictions in one epoch. */
  readonly tokensPerEpoch: number;
  readonly hasValidation: boolean;
  readonly hasTest: boolean;

  /** Copies. */
  readParameters(): Weights;
  writeParameters(parameters: Weights): void;
  isFinite(parameters: Weights): boolean;
  readState(): State;
  writeState(state: State): void;

  /** One step of gradient descent on what comes at `position` of the epoch. */
  train(order: EpochOrder, position: number, learningRate: number, wantNorms: boolean): Step;
  evaluate(split: 'validation' | 'test'): Evaluation<Result>;

  /** How a loss, per token, is beyond hope, to follow "The training loss"; null: it is not. */
  explosion(loss: number): string | null;
  /** What to try besides a lower rate, to follow "Try a lower rate, for example 0.01,". */
  readonly advice: string;
}
