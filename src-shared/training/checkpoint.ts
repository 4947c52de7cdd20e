/** All that a run needs to go on with the same bits, of any family: weights, state, and the trainer's place in its work. */
import { type Parameters, PARAMETER_NAMES } from '../kernels/contract.ts';

/** Arrays by name: how weights and state are stored. */
export type Tensors = ReadonlyMap<string, Float32Array>;

export interface Checkpoint {
  readonly parameters: Parameters;
  /** The kernels' state, carried into the next sequence: [H] hidden units, or [c] ids of a window model. */
  readonly hiddenState: Float32Array;
  readonly place: TrainerPlace;
}

/** What the trainer does next. An evaluation under way begins again when a checkpoint is loaded. */
export type TrainerWork = 'train' | 'validate' | 'test' | 'finished';

/** Plain numbers: written as JSON and read back without loss. Tokens are examples where a perceptron learns. */
export interface TrainerPlace {
  readonly work: TrainerWork;
  /** Epochs finished: trained, validated, and the schedule told. */
  readonly epoch: number;
  /** Sequences, or examples, of this epoch already trained on. */
  readonly position: number;
  /** Steps, predicted tokens over all epochs. */
  readonly step: number;
  readonly tokens: number;
  /** State of the generator that shuffles, as it was before this epoch's order was drawn: redraws the same order. */
  readonly random: readonly number[];
  readonly schedule: ScheduleState;
  /** Tokens at which the next validation inside an epoch is due; null: none. */
  readonly nextValidation: number | null;
  /** Training loss of this epoch so far, summed over its tokens. */
  readonly epochNats: number;
  /** The last few hundred steps, watched for an explosion of the loss. */
  readonly recent: RecentLoss;
  /** The best validation so far; its weights are kept beside the checkpoint. */
  readonly best: BestPlace | null;
  /** Epoch at which patience was lost, and from which it counts anew; left out: from the best. */
  readonly patientSince?: number;
}

export interface BestPlace {
  /** Validation loss, per token. */
  readonly loss: number;
  readonly epoch: number;
  readonly step: number;
}

export interface RecentLoss {
  readonly nats: number;
  readonly tokens: number;
  readonly sequences: number;
}

export interface ScheduleState {
  /** lambda_0, or what the halvings have left of it, or the rate that was set since. */
  readonly learningRate: number;
  /** Predicted tokens when it was set; left out: at the start. */
  readonly since?: number;
  /** The lowest loss the schedule has seen, per token: the initial weights' or after an epoch; null before any. */
  readonly bestLoss: number | null;
  readonly halving: boolean;
  /** Epochs in a row that were trained at a halved rate and did not gain. */
  readonly halvingsWithoutGain: number;
}

/** Whether every number is one: a checkpoint that is not finite must never be written. */
export function allFinite(arrays: Iterable<Float32Array>): boolean {
  for (const values of arrays) for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) return false;
  return true;
}

export const parameterTensors = (parameters: Parameters): Tensors =>
  new Map(PARAMETER_NAMES.map((name) => [name, parameters[name]]));

/** @throws RangeError when one is missing */
export function parametersFrom(tensors: Tensors): Parameters {
  const [W_in, W_rec, W_out] = PARAMETER_NAMES.map((name) => tensorOf(tensors, name)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  return { W_in, W_rec, W_out };
}

/** @throws RangeError when it is missing */
export function tensorOf(tensors: Tensors, name: string): Float32Array {
  const tensor = tensors.get(name);
  if (tensor === undefined) throw new RangeError(`The checkpoint has no ${name}: it does not belong to this network.`);
  return tensor;
}
