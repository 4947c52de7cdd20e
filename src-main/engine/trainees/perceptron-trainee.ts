/** A perceptron's run, ready to train. */
import { initialisePerceptron } from '#shared/model/mlp/initialise.ts';
import {
  type MlpCheckpoint,
  mlpParametersFrom,
  mlpTensors,
  velocityFrom,
  velocityTensors,
} from '#shared/training/mlp/checkpoint.ts';
import { MlpTrainer } from '#shared/training/mlp/trainer.ts';
import { readInitialWeights, type StoredCheckpoint } from '../../store/checkpoints.ts';
import type { ReadableDatabase } from '../../store/database.ts';
import { readExamples } from '../../store/examples.ts';
import type { StoredPerceptronRun } from '../../store/run-rows.ts';
import { createPerceptronKernels } from '../kernel-choice.ts';
import { dataSetOf } from '../learnt-from.ts';
import type { TraineeSurroundings } from './prepare-trainee.ts';
import { createTrainee, type Trainee } from './trainee.ts';

/** @throws RangeError when run, data and memory do not fit */
export function perceptronTrainee(
  { database, choice }: TraineeSurroundings,
  run: StoredPerceptronRun,
  stored: StoredCheckpoint | null,
): Trainee {
  const { settings, shape } = run;
  const L = shape.activations.length;
  const parts = examplesOf(database, run);
  const kernels = createPerceptronKernels(choice, shape);
  if (stored === null) {
    const given = readInitialWeights(database, run.id);
    const drawn = (): MlpCheckpoint['parameters'] =>
      initialisePerceptron(shape, settings.initialisation, settings.seed);
    kernels.writeParameters(given === null ? drawn() : mlpParametersFrom(given, L));
  }
  const from = stored === null ? {} : continued(stored, L);
  return createTrainee({
    trainer: new MlpTrainer({ kernels, parts, settings, ...from }),
    tensors: mlpTensors,
    stateTensors: ({ velocity }) => velocityTensors(velocity),
    figures: ({ confusion, ...result }) => ({
      family: 'perceptron',
      ...result,
      confusion: confusion && Array.from(confusion),
    }),
    measuresNorms: false,
    write: null,
  });
}

function continued({ tensors, place, best }: StoredCheckpoint, L: number) {
  const from: MlpCheckpoint = {
    parameters: mlpParametersFrom(tensors, L),
    velocity: velocityFrom(tensors, L),
    place,
  };
  return { from, best: best && mlpParametersFrom(best, L) };
}

function examplesOf(database: ReadableDatabase, run: StoredPerceptronRun) {
  const id = dataSetOf(run);
  const [train, validation, test] = [
    readExamples(database, id, 'train'),
    readExamples(database, id, 'validation'),
    readExamples(database, id, 'test'),
  ];
  return { train, validation, test };
}
