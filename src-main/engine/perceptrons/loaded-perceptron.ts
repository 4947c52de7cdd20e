/** A perceptron to ask and to evaluate. */
import type { MlpKernels } from '#shared/kernels/mlp/contract.ts';
import { mlpParametersFrom } from '#shared/training/mlp/checkpoint.ts';
import type { Split } from '#shared/text/settings.ts';
import type { StoredWeights } from '../../store/checkpoints.ts';
import type { ReadableDatabase } from '../../store/database.ts';
import type { StoredPerceptronRun } from '../../store/run-rows.ts';
import { createPerceptronKernels, type KernelChoice } from '../kernel-choice.ts';
import { type KnownOfNetwork, knownOf } from './told-of-network.ts';

/** Of one part of the data. */
export interface PartAnswers {
  /** [N, S_L] */
  readonly outputs: Float32Array;
  /** [N]; null: numbers are predicted. */
  readonly actual: Uint32Array | null;
}

export interface LoadedPerceptron {
  readonly kernels: MlpKernels;
  readonly known: KnownOfNetwork;
  /** Kept, since they are asked for page by page. */
  readonly answers: Map<Split, PartAnswers>;
}

export function loadPerceptron(
  database: ReadableDatabase,
  choice: KernelChoice,
  run: StoredPerceptronRun,
  { tensors }: StoredWeights,
): LoadedPerceptron {
  const kernels = createPerceptronKernels(choice, run.shape);
  kernels.writeParameters(mlpParametersFrom(tensors, run.shape.activations.length));
  return { kernels, known: knownOf(database, run), answers: new Map() };
}
