/** All that a run needs to go on with the same bits: weights, hidden state, and the trainer's place in its work. */
import type { Parameters } from '../kernels/contract.ts';

export interface Checkpoint {
  readonly parameters: Parameters;
  /** [H], the state carried into the next sequence. */
  readonly hiddenState: Float32Array;
  readonly place: TrainerPlace;
}

/** Plain numbers: written as JSON and read back without loss. */
export interface TrainerPlace {
  /** Epochs finished. */
  readonly epoch: number;
  /** Sequences of this epoch already trained on. */
  readonly position: number;
  /** Steps, predicted tokens over all epochs. */
  readonly step: number;
  readonly tokens: number;
  /** State of the generator that shuffles, as it was before this epoch's order was drawn: redraws the same order. */
  readonly random: readonly number[];
  readonly schedule: ScheduleState;
  /** An evaluation was due or under way: it is done again from its start. */
  readonly evaluationDue: boolean;
  /** Tokens at which the next validation inside an epoch is due; null: none. */
  readonly nextValidation: number | null;
}

export interface ScheduleState {
  readonly learningRate: number;
  /** Validation loss after the last epoch, nats per token; null before the first. */
  readonly lastLoss: number | null;
  readonly bestLoss: number | null;
  readonly halving: boolean;
  readonly halvingsWithoutGain: number;
}
