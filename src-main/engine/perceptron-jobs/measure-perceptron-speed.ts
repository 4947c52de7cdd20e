/** How fast a perceptron trains here, on examples of a data set: measured for a fraction of a second. */
import type { Examples } from '#shared/datasets/examples.ts';
import { initialisePerceptron } from '#shared/model/mlp/initialise.ts';
import { joinStore } from '../../store/open-store.ts';
import { readSomeExamples } from '../../store/examples.ts';
import { createPerceptronKernels } from '../kernel-choice.ts';
import { secondsEach } from '../text-jobs/seconds-each.ts';
import type { PerceptronSpeed, PerceptronSpeedOrder } from './perceptron-messages.ts';

/** More inputs than caches hold: the time is that of larger sets, too. */
const MOST_INPUTS = 1 << 22;

const WARM_UP = { seconds: 0.04, least: 1 };
const TRAINING = { seconds: 0.15, least: 2 };
const EVALUATION = { seconds: 0.05, least: 2 };
const LEARNING_RATE = 1e-6;

export function measurePerceptronSpeed({
  dataFolder,
  dataSet,
  shape,
  settings,
  kernels: choice,
}: PerceptronSpeedOrder): PerceptronSpeed {
  const examples = someExamples(dataFolder, dataSet, Math.ceil(MOST_INPUTS / shape.layers[0]!));
  const kernels = createPerceptronKernels(choice, shape);
  kernels.writeParameters(initialisePerceptron(shape, 'glorot', 1));
  const { count } = examples;
  const options = { learningRate: LEARNING_RATE, weightDecay: 0, momentum: settings.momentum };
  const batches = batchesOf(count, settings.batchSize ?? count);
  const train = (): number => {
    const batch = batches();
    kernels.trainBatch(examples, batch, options);
    return batch.length;
  };
  const evaluated = batchesOf(count, 1024);
  const evaluate = (): number => {
    const batch = evaluated();
    kernels.evaluate(examples, batch);
    return batch.length;
  };
  secondsEach(train, WARM_UP);
  return { trainSeconds: secondsEach(train, TRAINING), evaluateSeconds: secondsEach(evaluate, EVALUATION) };
}

/** @throws UnfoldError `not-found` when it was deleted meanwhile */
function someExamples(dataFolder: string, dataSet: number, most: number): Examples {
  const database = joinStore(dataFolder);
  try {
    return readSomeExamples(database, dataSet, 'train', 0, most);
  } finally {
    database.close();
  }
}

/** One after the other, over and over. */
function batchesOf(count: number, size: number): () => Uint32Array {
  const m = Math.min(size, count);
  let next = 0;
  return () => {
    const batch = Uint32Array.from({ length: m }, (_, i) => (next + i) % count);
    next = (next + m) % count;
    return batch;
  };
}
