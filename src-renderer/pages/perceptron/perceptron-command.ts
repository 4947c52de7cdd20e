/** The same run as a line for the terminal door. What is left out is the terminal's default too. */
import type { DataSetEntry } from '#shared/protocol/index.ts';
import { DEFAULT_MLP_SETTINGS, type MlpTrainingSettings } from '#shared/training/mlp/settings.ts';

const FLAGS: readonly (readonly [keyof MlpTrainingSettings, string])[] = [
  ['hidden', 'hidden'],
  ['activation', 'activation'],
  ['output', 'output'],
  ['cost', 'cost'],
  ['initialisation', 'init'],
  ['epochs', 'epochs'],
  ['learningRate', 'learning-rate'],
  ['schedule', 'schedule'],
  ['weightDecay', 'weight-decay'],
  ['momentum', 'momentum'],
  ['batchSize', 'batch'],
  ['order', 'order'],
  ['patience', 'patience'],
  ['seed', 'seed'],
  ['checkpointSeconds', 'checkpoint-seconds'],
];

/** Said always: what a person would look for. */
const SAID: readonly (keyof MlpTrainingSettings)[] = ['hidden', 'epochs', 'learningRate', 'batchSize', 'seed'];

function valueOf(key: keyof MlpTrainingSettings, value: MlpTrainingSettings[keyof MlpTrainingSettings]): string {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(',');
  if (value === null) return key === 'batchSize' ? 'all' : 'off';
  return String(value);
}

/** On the data set as the library has it. */
export function perceptronCommand({ id }: Pick<DataSetEntry, 'id'>, settings: MlpTrainingSettings): string {
  const flags = FLAGS.filter(
    ([key]) => SAID.includes(key) || String(settings[key]) !== String(DEFAULT_MLP_SETTINGS[key]),
  ).map(([key, flag]) => `--${flag} ${valueOf(key, settings[key])}`);
  return ['unfold mlp', `--data ${id}`, ...flags].join(' ');
}
