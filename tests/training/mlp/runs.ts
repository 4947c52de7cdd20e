/** Small perceptrons, and trainers driven to their end. */
import {
  type GeneratedSettings,
  defaultGeneratedSettings,
  generateDataSet,
} from '#shared/datasets/generated/registry.ts';
import type { DataSet } from '#shared/datasets/dataset.ts';
import type { MlpKernels, MlpShape } from '#shared/kernels/mlp/contract.ts';
import { MLP_KERNEL_MODULES } from '#shared/kernels/mlp/simd/assembly/options.ts';
import { createMlpSimdKernels } from '#shared/kernels/mlp/simd/mlp-simd-kernels.ts';
import { initialisePerceptron } from '#shared/model/mlp/initialise.ts';
import { createMlpReferenceKernels } from '#shared/model/mlp/reference-kernels.ts';
import type { MlpEvaluation } from '#shared/training/mlp/evaluation.ts';
import { networkShape } from '#shared/training/mlp/network-shape.ts';
import type { MlpTrainingSettings } from '#shared/training/mlp/settings.ts';
import { MlpTrainer } from '#shared/training/mlp/trainer.ts';
import type { TrainerEvent } from '#shared/training/trainer-events.ts';
import { buildKernels, readKernel } from '../../../scripts/build-kernels.ts';

await buildKernels();

/** The float64 reference made to forget, after each step, what a float32 checkpoint cannot hold. */
function float32Reference(shape: MlpShape): MlpKernels {
  const kernels = createMlpReferenceKernels(shape);
  return {
    ...kernels,
    trainBatch(...parameters) {
      const cost = kernels.trainBatch(...parameters);
      kernels.writeParameters(kernels.readParameters());
      kernels.writeVelocity(kernels.readVelocity());
      return cost;
    },
  };
}

type CreateKernels = (shape: MlpShape) => MlpKernels;

export const EVERY_KERNELS: readonly (readonly [string, CreateKernels])[] = [
  ['mlp-reference', float32Reference],
  ...Object.keys(MLP_KERNEL_MODULES).map((name): [string, CreateKernels] => {
    const module = new WebAssembly.Module(readKernel(name));
    return [name, (shape) => createMlpSimdKernels(module, shape, name)];
  }),
];
const [, fast] = EVERY_KERNELS[1]!;

export const data = (changes: Partial<GeneratedSettings> & Pick<GeneratedSettings, 'name'>): DataSet =>
  generateDataSet({ ...defaultGeneratedSettings(changes.name), ...changes });

/** A trainer with initial weights from the settings' seed. */
export function start(
  { parts }: Pick<DataSet, 'parts'>,
  settings: MlpTrainingSettings,
  create: CreateKernels = fast,
): { trainer: MlpTrainer; kernels: MlpKernels } {
  const shape = networkShape(settings, parts.train);
  const kernels = create(shape);
  kernels.writeParameters(initialisePerceptron(shape, settings.initialisation, settings.seed));
  return { trainer: new MlpTrainer({ kernels, parts, settings }), kernels };
}

export const isLast = (event: TrainerEvent<MlpEvaluation>): boolean =>
  event.kind === 'finished' || event.kind === 'diverged';

/** All events until the run ends, the slices of evaluations left out. */
export function runToEnd(trainer: MlpTrainer): TrainerEvent<MlpEvaluation>[] {
  const events: TrainerEvent<MlpEvaluation>[] = [];
  for (;;) {
    const event = trainer.advance();
    if (event.kind !== 'evaluating') events.push(event);
    if (isLast(event)) return events;
  }
}

export const evaluations = (
  events: readonly TrainerEvent<MlpEvaluation>[],
  split: 'validation' | 'test',
): MlpEvaluation[] =>
  events.flatMap((event) => (event.kind === 'evaluated' && event.split === split ? [event.result] : []));
