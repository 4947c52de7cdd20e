/** What a perceptron's run would cost on this machine, before it is started. */
import type { MlpShape } from '#shared/kernels/mlp/contract.ts';
import { parameterCount } from '#shared/kernels/mlp/shape.ts';
import type { DataSetEntry, PerceptronEstimate } from '#shared/protocol/index.ts';
import { SPLITS } from '#shared/text/settings.ts';
import { estimateSeconds } from '#shared/training/estimate.ts';
import type { MlpTrainingSettings } from '#shared/training/mlp/settings.ts';
import { getDataSet } from '../../store/data-sets.ts';
import { listActiveRuns } from '../../store/runs.ts';
import type { EngineContext } from '../engine-context.ts';
import { Measurements } from '../measurements.ts';
import { trainableShape } from '../new-perceptron-run.ts';
import type { PerceptronSpeed } from '../perceptron-jobs/perceptron-messages.ts';

const FLOAT_BYTES = 4;

export class PerceptronEstimates {
  readonly #context: EngineContext;
  readonly #measurements: Measurements<PerceptronSpeed>;

  constructor(context: EngineContext) {
    this.#context = context;
    this.#measurements = new Measurements(() =>
      listActiveRuns(context.database).some(({ status }) => status === 'running'),
    );
  }

  /** @throws UnfoldError `refused` when such a run could not be trained, `not-found` */
  async estimate(dataSet: number, settings: MlpTrainingSettings): Promise<PerceptronEstimate> {
    const { database, texts, options, kernels } = this.#context;
    const entry = getDataSet(database, dataSet);
    const shape = trainableShape(database, dataSet, settings);
    const { batchSize, momentum } = settings;
    const m = Math.min(batchSize ?? Infinity, entry.counts.train);
    const key = JSON.stringify([dataSet, shape, m, momentum > 0]);
    const { speed, shared } = this.#measurements.take(key, () =>
      texts.run({
        job: 'perceptron-speed',
        ...{ dataFolder: options.dataFolder, dataSet, shape, kernels, settings: { batchSize, momentum } },
      }),
    );
    const { trainSeconds, evaluateSeconds } = await speed;
    return {
      shape,
      parameters: parameterCount(shape),
      ...bytesOf(entry, shape, momentum > 0),
      trainExamples: entry.counts.train,
      examplesPerSecond: 1 / trainSeconds,
      seconds: estimateSeconds({ ...settings, validateEveryTokens: null }, entry.counts, {
        trainToken: trainSeconds,
        evaluatedToken: evaluateSeconds,
        sample: 0,
      }),
      shared,
    };
  }
}

/** The weights in the kernels, their gradients, the best ones and a copy on its way to the store; V; the data. */
function bytesOf({ counts, inputs, description }: DataSetEntry, shape: MlpShape, moves: boolean) {
  const weights = FLOAT_BYTES * parameterCount(shape);
  const examples = SPLITS.reduce((sum, split) => sum + counts[split], 0);
  const data = examples * (inputs * (description.kind === 'pictures' ? 1 : FLOAT_BYTES) + FLOAT_BYTES);
  return { memoryBytes: (moves ? 6 : 4) * weights + data, checkpointBytes: (moves ? 2 : 1) * weights };
}
