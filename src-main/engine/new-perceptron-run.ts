/** Making a perceptron's run: its network, its checks, its first row in the store. */
import { decodePerceptron } from '#shared/interchange/perceptron-file.ts';
import type { MlpShape } from '#shared/kernels/mlp/contract.ts';
import { parameterCount } from '#shared/kernels/mlp/shape.ts';
import { type DataSetEntry, type PerceptronRun, UnfoldError } from '#shared/protocol/index.ts';
import { mlpTensors } from '#shared/training/mlp/checkpoint.ts';
import { networkShape, shapeSettingsOf } from '#shared/training/mlp/network-shape.ts';
import { mlpRunName } from '#shared/training/mlp/run-name.ts';
import type { MlpTrainingSettings } from '#shared/training/mlp/settings.ts';
import { writeInitialWeights } from '../store/checkpoints.ts';
import { getDataSet } from '../store/data-sets.ts';
import type { ReadableDatabase } from '../store/database.ts';
import { readSomeExamples } from '../store/examples.ts';
import { getPerceptronRun, insertRun, runNamesOf } from '../store/runs.ts';
import { refuseTrashed } from '../store/trash.ts';
import type { StartPerceptronOptions } from './contract.ts';
import type { EngineContext } from './engine-context.ts';
import { kernelsName } from './kernel-choice.ts';
import { toProtocolRun } from './library-watcher.ts';
import { readModelFile } from './model-file.ts';
import { MOST_MATRIX_BYTES } from './new-run.ts';

/** Stores the run and puts it into the queue. */
export async function startPerceptron(
  context: EngineContext,
  dataSetId: number,
  name: string,
  settings: MlpTrainingSettings,
  { logEvery = null, initialWeights, stepsPerSecond = null }: StartPerceptronOptions = {},
): Promise<PerceptronRun> {
  const { database, queue, session, options, watcher } = context;
  const initial = initialWeights === undefined ? null : await readModelFile(initialWeights, decodePerceptron);
  const used = initial === null ? settings : { ...settings, ...shapeSettingsOf(initial.shape) };
  const shape = trainableShape(database, dataSetId, used);
  if (initial !== null && JSON.stringify(initial.shape) !== JSON.stringify(shape))
    throw new UnfoldError(
      'refused',
      `The network in the file has the layers ${initial.shape.layers.join(', ')}, but these data need ${shape.layers.join(', ')}. Choose another file.`,
    );
  const id = database.transaction(() => {
    const dataSet = getDataSet(database, dataSetId);
    refuseTrashed(dataSet);
    const run = insertRun(database, {
      family: 'perceptron',
      name: name.trim() || mlpRunName(used, shape, new Set(runNamesOf(database, 'data_set', dataSetId))),
      status: 'queued',
      dataSetId,
      settings: used,
      shape,
      told: null,
      parameters: parameterCount(shape),
      trainTokens: dataSet.counts.train,
      kernels: kernelsName(context.kernels, 'perceptron'),
      programVersion: options.version,
      logEvery,
      session: session.id,
    });
    if (initial !== null) writeInitialWeights(database, run, mlpTensors(initial.parameters));
    return run;
  });
  queue.setPace(id, stepsPerSecond);
  queue.add(id);
  watcher.look();
  return toProtocolRun(getPerceptronRun(database, id));
}

/** The network of such a run. @throws UnfoldError `not-found`; `refused` when it could not be trained */
export function trainableShape(database: ReadableDatabase, dataSetId: number, settings: MlpTrainingSettings): MlpShape {
  const { counts }: DataSetEntry = getDataSet(database, dataSetId);
  if (counts.train === 0)
    throw new UnfoldError(
      'refused',
      'The training part of these data is empty: import them with a larger share for training.',
    );
  const shape = shapeFor(settings, readSomeExamples(database, dataSetId, 'train', 0, 0));
  const largest = Math.max(...shape.layers.slice(1).map((units, l) => units * shape.layers[l]!));
  if (largest * Float32Array.BYTES_PER_ELEMENT > MOST_MATRIX_BYTES)
    throw new UnfoldError(
      'refused',
      `A network of the layers ${shape.layers.join(', ')} is too large to train here. Choose fewer units.`,
    );
  return shape;
}

function shapeFor(settings: MlpTrainingSettings, examples: Parameters<typeof networkShape>[1]): MlpShape {
  try {
    return networkShape(settings, examples);
  } catch (error) {
    throw error instanceof RangeError ? new UnfoldError('refused', error.message) : error;
  }
}
