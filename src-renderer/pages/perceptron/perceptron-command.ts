/** The same run as a line for the terminal door: everything said that a preset of the terminal could say otherwise. */
import type { DataSetEntry } from '#shared/protocol/index.ts';
import { DEFAULT_MLP_SETTINGS, type MlpTrainingSettings } from '#shared/training/mlp/settings.ts';

/** The options of `mlp`, in the order of its help. */
const FLAGS = [
  ['hidden', 'hidden'],
  ['activation', 'activation'],
  ['output', 'output'],
  ['cost', 'cost'],
  ['initialisation', 'initialisation'],
  ['epochs', 'epochs'],
  ['batchSize', 'batch'],
  ['learningRate', 'learning-rate'],
  ['schedule', 'schedule'],
  ['momentum', 'momentum'],
  ['weightDecay', 'weight-decay'],
  ['patience', 'patience'],
  ['order', 'order'],
  ['seed', 'seed'],
  ['checkpointSeconds', 'checkpoint-seconds'],
] as const satisfies readonly (readonly [keyof MlpTrainingSettings, string])[];

/** Every preset of the terminal leaves these at their defaults. */
const PRESET_FREE: readonly (keyof MlpTrainingSettings)[] = ['schedule', 'order', 'checkpointSeconds'];

function valueOf(key: keyof MlpTrainingSettings, value: MlpTrainingSettings[keyof MlpTrainingSettings]): string {
  if (typeof value === 'object' && value !== null) return value.length === 0 ? 'none' : value.join(',');
  if (value === null) return key === 'batchSize' ? 'all' : 'off';
  return String(value);
}

/** On the data set as the library has it, by its id. */
export function perceptronCommand({ id }: Pick<DataSetEntry, 'id'>, settings: MlpTrainingSettings): string {
  const flags = FLAGS.filter(([key]) => !PRESET_FREE.includes(key) || settings[key] !== DEFAULT_MLP_SETTINGS[key]).map(
    ([key, flag]) => `--${flag} ${valueOf(key, settings[key])}`,
  );
  return ['unfold mlp', String(id), ...flags].join(' ');
}
