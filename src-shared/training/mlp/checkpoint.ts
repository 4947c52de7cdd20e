/** All that a perceptron's run needs to go on with the same bits: weights, velocity, and the trainer's place in its work. */
import type { MlpParameters } from '../../kernels/mlp/contract.ts';
import { parameterArrays } from '../../model/mlp/network.ts';
import { tensorOf, type Tensors, type TrainerPlace } from '../checkpoint.ts';

export interface MlpCheckpoint {
  readonly parameters: MlpParameters;
  /** Of the momentum; null: zero. */
  readonly velocity: MlpParameters | null;
  readonly place: TrainerPlace;
}

const VELOCITY = 'velocity/';

/** W1, b1, W2, … of L layers. */
const names = (L: number): string[] => Array.from({ length: L }, (_, l) => [`W${l + 1}`, `b${l + 1}`]).flat();

const named = (parameters: MlpParameters, prefix: string): Tensors => {
  const arrays = parameterArrays(parameters);
  return new Map(names(parameters.weights.length).map((name, i) => [prefix + name, arrays[i]!]));
};

export const mlpTensors = (parameters: MlpParameters): Tensors => named(parameters, '');
export const velocityTensors = (velocity: MlpParameters | null): Tensors =>
  velocity === null ? new Map() : named(velocity, VELOCITY);

/** @param L layers of weights   @throws RangeError when one is missing */
export function mlpParametersFrom(tensors: Tensors, L: number, prefix = ''): MlpParameters {
  const arrays = names(L).map((name) => tensorOf(tensors, prefix + name));
  return { weights: arrays.filter((_, i) => i % 2 === 0), biases: arrays.filter((_, i) => i % 2 === 1) };
}

/** @throws RangeError when a part of it is missing */
export const velocityFrom = (tensors: Tensors, L: number): MlpParameters | null =>
  tensors.has(`${VELOCITY}W1`) ? mlpParametersFrom(tensors, L, VELOCITY) : null;
