/** A model file becomes a run that can be asked. */
import { basename, extname } from 'node:path';
import { decodePerceptron, holdsPerceptron, type PerceptronModel } from '#shared/interchange/perceptron-file.ts';
import { decodeModel, type RecurrentModel } from '#shared/interchange/recurrent-model-file.ts';
import { parameterCount } from '#shared/kernels/matrix-shapes.ts';
import { parameterCount as mlpParameterCount } from '#shared/kernels/mlp/shape.ts';
import { DEFAULT_RUN_SAMPLES, type Run } from '#shared/protocol/index.ts';
import { parameterTensors, type Tensors } from '#shared/training/checkpoint.ts';
import { mlpTensors } from '#shared/training/mlp/checkpoint.ts';
import { shapeSettingsOf } from '#shared/training/mlp/network-shape.ts';
import { DEFAULT_MLP_SETTINGS } from '#shared/training/mlp/settings.ts';
import { DEFAULT_TRAINING_SETTINGS } from '#shared/training/settings.ts';
import { writeInitialWeights } from '../store/checkpoints.ts';
import { getRun, insertRun, type NewRun } from '../store/runs.ts';
import { insertVocabulary } from '../store/vocabularies.ts';
import type { EngineContext } from './engine-context.ts';
import { kernelsName } from './kernel-choice.ts';
import { toProtocolRun } from './library-watcher.ts';
import { readModelFile } from './model-file.ts';
import { withShapeOf } from './new-run.ts';

export async function importModel(context: EngineContext, path: string, name?: string): Promise<Run> {
  const { database, options } = context;
  const model = await readModelFile<RecurrentModel | PerceptronModel>(path, (file) =>
    holdsPerceptron(file) ? decodePerceptron(file) : decodeModel(file),
  );
  const common = {
    name: (name?.trim() || basename(path, extname(path))).slice(0, 200),
    status: 'completed',
    trainTokens: 0,
    programVersion: options.version,
    logEvery: null,
    session: null,
  } as const;
  const id = database.transaction(() => {
    const { run, weights } =
      'vocabulary' in model ? languageRun(context, model, common) : perceptronRun(context, model, common);
    const id = insertRun(database, run);
    writeInitialWeights(database, id, weights);
    return id;
  });
  context.watcher.look();
  return toProtocolRun(getRun(database, id));
}

type Common = Pick<NewRun, 'name' | 'status' | 'trainTokens' | 'programVersion' | 'logEvery' | 'session'>;
interface RunWithWeights {
  readonly run: NewRun;
  readonly weights: Tensors;
}

const languageRun = ({ database, kernels }: EngineContext, model: RecurrentModel, common: Common): RunWithWeights => ({
  run: {
    ...common,
    family: 'language',
    corpusId: null,
    settings: withShapeOf(model, DEFAULT_TRAINING_SETTINGS),
    samples: DEFAULT_RUN_SAMPLES,
    vocabulary: model.shape.vocabulary,
    parameters: parameterCount(model.shape),
    kernels: kernelsName(kernels, 'language'),
    ownVocabulary: insertVocabulary(database, model.vocabulary),
    textSettings: model.textSettings,
  },
  weights: parameterTensors(model.parameters),
});

function perceptronRun({ kernels }: EngineContext, model: PerceptronModel, common: Common): RunWithWeights {
  const { shape, parameters, ...told } = model;
  return {
    run: {
      ...common,
      family: 'perceptron',
      dataSetId: null,
      settings: { ...DEFAULT_MLP_SETTINGS, ...shapeSettingsOf(shape) },
      shape,
      parameters: mlpParameterCount(shape),
      kernels: kernelsName(kernels, 'perceptron'),
      told,
    },
    weights: mlpTensors(parameters),
  };
}
