/** Every hyper-parameter of a perceptron's run. Stored with it; same settings, same data, same kernels: same bits. */
import * as v from 'valibot';
import { ACTIVATION_NAMES, COST_NAMES, OUTPUT_ACTIVATION_NAMES } from '../../kernels/mlp/contract.ts';
import { INITIALISATIONS } from '../../model/mlp/initialise.ts';
import { SCHEDULES } from '../settings.ts';

const count = (low: number, high: number) => v.pipe(v.number(), v.integer(), v.minValue(low), v.maxValue(high));
const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));

export const MlpTrainingSettingsSchema = v.object({
  /** Units of the hidden layers, from the inputs on; empty: none. */
  hidden: v.pipe(v.array(count(1, 4096)), v.maxLength(16)),
  /** f of the hidden layers. */
  activation: v.picklist(ACTIVATION_NAMES),
  /** f of the output layer. */
  output: v.picklist(OUTPUT_ACTIVATION_NAMES),
  cost: v.picklist(COST_NAMES),
  initialisation: v.picklist(INITIALISATIONS),
  epochs: count(1, 1_000_000),
  /** alpha */
  learningRate: positive,
  schedule: v.picklist(SCHEDULES),
  /** lambda in W -= alpha (dW / m + lambda W). */
  weightDecay: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  /** mu; 0: none. */
  momentum: v.pipe(v.number(), v.minValue(0), v.ltValue(1)),
  /** m, the last batch of an epoch may be smaller; null: all examples at once. */
  batchSize: v.nullable(count(1, 10_000_000)),
  order: v.picklist(['shuffled', 'sequential']),
  /** The run ends after so many epochs in a row without a better validation loss; null: never for that reason. */
  patience: v.nullable(count(1, 1_000_000)),
  /** Seeds the initial weights and the order of the examples. */
  seed: count(0, 0xffffffff),
  checkpointSeconds: positive,
});
export type MlpTrainingSettings = v.InferOutput<typeof MlpTrainingSettingsSchema>;

export const DEFAULT_MLP_SETTINGS: MlpTrainingSettings = {
  hidden: [30],
  activation: 'sigmoid',
  output: 'softmax',
  cost: 'cross-entropy',
  initialisation: 'normal',
  epochs: 30,
  learningRate: 0.5,
  schedule: 'constant',
  weightDecay: 0,
  momentum: 0,
  batchSize: 10,
  order: 'shuffled',
  patience: null,
  seed: 1,
  checkpointSeconds: 30,
};
