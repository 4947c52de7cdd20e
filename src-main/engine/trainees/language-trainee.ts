/** A language model's run, ready to train. */
import { initialise } from '#shared/model/initialise.ts';
import { type Checkpoint, parametersFrom, parameterTensors, tensorOf } from '#shared/training/checkpoint.ts';
import { LanguageTrainer } from '#shared/training/language-trainer.ts';
import { modelShape } from '#shared/training/model-shape.ts';
import { readInitialWeights, type StoredCheckpoint } from '../../store/checkpoints.ts';
import type { StoredLanguageRun } from '../../store/run-rows.ts';
import { createKernels } from '../kernel-choice.ts';
import { trainingData } from '../run-data.ts';
import { RunSampler } from '../run-sampler.ts';
import type { TraineeSurroundings } from './prepare-trainee.ts';
import { createTrainee, type Trainee } from './trainee.ts';

const STATE = 'hidden_state';

/** @throws RangeError when run, text and memory do not fit */
export function languageTrainee(
  { database, choice, help }: TraineeSurroundings,
  run: StoredLanguageRun,
  stored: StoredCheckpoint | null,
): Trainee {
  const { settings } = run;
  const shape = modelShape(settings, run.vocabulary);
  const data = trainingData(database, run);
  const kernels = createKernels(choice, shape, help);
  const sampler = new RunSampler(database, run, kernels);
  if (stored === null) {
    const given = readInitialWeights(database, run.id);
    kernels.writeParameters(given === null ? initialise(shape, settings.seed) : parametersFrom(given));
  }
  const from = stored === null ? {} : continued(stored);
  return createTrainee({
    trainer: new LanguageTrainer({ kernels, data, settings, ...from }),
    tensors: parameterTensors,
    stateTensors: ({ hiddenState }) => new Map([[STATE, hiddenState]]),
    figures: (result) => ({ family: 'language', ...result }),
    measuresNorms: true,
    write: () => ({ sample: sampler.write(), samples: run.samples }),
  });
}

function continued({ tensors, place, best }: StoredCheckpoint) {
  const from: Checkpoint = { parameters: parametersFrom(tensors), hiddenState: tensorOf(tensors, STATE), place };
  return { from, best: best && parametersFrom(best) };
}
