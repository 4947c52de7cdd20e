/** What the engine and its training thread say to each other. Weights and metric rows go through the store. */
import type { ErrorPayload } from '#shared/protocol/index.ts';
import type { KernelChoice } from './kernel-choice.ts';

/** The thread's workerData. */
export interface TrainingOrder {
  readonly dataFolder: string;
  readonly run: number;
  readonly kernels: KernelChoice;
}

export type ToTrainer =
  /** Write a checkpoint and end. */
  | { readonly kind: 'end' }
  /** Write a checkpoint and go on. */
  | { readonly kind: 'checkpoint' }
  /** Train on at this rate, and write a checkpoint, so that it is never lost. */
  | { readonly kind: 'set-rate'; readonly learningRate: number };

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
  /** A wish that does not end it was carried out; in the order of the wishes. */
  | { readonly kind: 'obeyed' }
  | { readonly kind: 'done'; readonly end: TrainingEnd }
  /** It cannot go on: the disk is full, the text cannot be read. What was stored stays. */
  | { readonly kind: 'broken'; readonly error: ErrorPayload };
