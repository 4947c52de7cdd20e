/** What the engine and its training thread say to each other. Weights and metric rows go through the store. */
import type { ErrorPayload } from '#shared/protocol/index.ts';
import type { Tensors } from '#shared/training/checkpoint.ts';
import type { KernelChoice } from './kernel-choice.ts';

/** What a thread is to train. */
export interface TrainingOrder {
  readonly dataFolder: string;
  readonly run: number;
  readonly kernels: KernelChoice;
  /** Ends after so many steps, and the evaluations that are due then; null: only as it is told to. */
  readonly steps: number | null;
  /** At most; null: as fast as it can. */
  readonly stepsPerSecond: number | null;
}

/** The thread's workerData. */
export interface ThreadOrder extends TrainingOrder {
  /** An Int32 that grows with each message: a thread that waits is woken by it. */
  readonly messages: SharedArrayBuffer;
}

export type ToTrainer =
  /** Write a checkpoint and end. */
  | { readonly kind: 'end' }
  /** Write a checkpoint and go on. */
  | { readonly kind: 'checkpoint' }
  /** Train on at this rate, and write a checkpoint, so that it is never lost. */
  | { readonly kind: 'set-rate'; readonly learningRate: number }
  /** Not answered. */
  | { readonly kind: 'set-pace'; readonly stepsPerSecond: number | null }
  /** Tell the weights of this moment. */
  | { readonly kind: 'tell-weights' };

/** The weights that a run has now. */
export interface WeightsNow {
  readonly tensors: Tensors;
  readonly epoch: number;
  readonly step: number;
}

export type TrainingEnd =
  | { readonly status: 'completed' | 'early-stop' }
  /** As it was asked to. */
  | { readonly status: 'ended' }
  | { readonly status: 'failed'; readonly message: string };

export type FromTrainer =
  /** Rows, progress or a checkpoint were committed. */
  | { readonly kind: 'stored' }
  /** For the log. */
  | { readonly kind: 'noted'; readonly line: string }
  /** A wish that wants an answer was carried out; in the order of the wishes. */
  | { readonly kind: 'obeyed'; readonly weights?: WeightsNow }
  | { readonly kind: 'done'; readonly end: TrainingEnd }
  /** It cannot go on: the disk is full, what it learns from cannot be read. What was stored stays. */
  | { readonly kind: 'broken'; readonly error: ErrorPayload };
