/** All that a perceptron's run needs to go on with the same bits: weights, velocity, and the trainer's place in its work. */
import type { MlpParameters } from '../../kernels/mlp/contract.ts';
import type { ScheduleState, TrainerWork } from '../checkpoint.ts';

export interface MlpCheckpoint {
  readonly parameters: MlpParameters;
  /** Of the momentum; null: zero. */
  readonly velocity: MlpParameters | null;
  readonly place: MlpPlace;
}

/** Plain numbers: written as JSON and read back without loss. */
export interface MlpPlace {
  /** What the trainer does next. An evaluation under way begins again when a checkpoint is loaded. */
  readonly work: TrainerWork;
  /** Epochs finished: trained, validated, and the schedule told. */
  readonly epoch: number;
  /** Examples of this epoch already trained on. */
  readonly position: number;
  /** Batches over all epochs. */
  readonly step: number;
  /** Examples trained on over all epochs. */
  readonly examples: number;
  /** State of the generator that shuffles, as it was before this epoch's order was drawn. */
  readonly random: readonly number[];
  readonly schedule: ScheduleState;
  /** C of this epoch's batches so far, summed. */
  readonly epochCost: number;
  /** The best validation so far; its weights are kept beside the checkpoint. */
  readonly best: MlpBestPlace | null;
}

export interface MlpBestPlace {
  /** Validation loss, C per example. */
  readonly loss: number;
  readonly accuracy: number | null;
  readonly epoch: number;
  readonly step: number;
}

/** Whether every weight is a number: a checkpoint that is not finite must never be written. */
export const mlpParametersAreFinite = ({ weights, biases }: MlpParameters): boolean =>
  [...weights, ...biases].every((array) => array.every(Number.isFinite));
