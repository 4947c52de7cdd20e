/** A perceptron's hyper-parameters under the names of the flags that set them. */
import type { MlpTrainingSettings } from '#shared/training/mlp/settings.ts';
import type { SettingRow } from './settings-rows.ts';

const FLAGS: { readonly [N in keyof MlpTrainingSettings]: string } = {
  hidden: 'hidden',
  activation: 'activation',
  output: 'output',
  cost: 'cost',
  initialisation: 'initialisation',
  epochs: 'epochs',
  learningRate: 'learning-rate',
  schedule: 'schedule',
  weightDecay: 'weight-decay',
  momentum: 'momentum',
  batchSize: 'batch',
  order: 'order',
  patience: 'patience',
  seed: 'seed',
  checkpointSeconds: 'checkpoint-seconds',
};

export function mlpSettingsRows(settings: MlpTrainingSettings): SettingRow[] {
  return (Object.keys(FLAGS) as (keyof MlpTrainingSettings)[]).map((key) => {
    const value = settings[key];
    const none = key === 'batchSize' ? 'all' : 'off';
    const text = Array.isArray(value) ? value.join(',') || 'none' : value === null ? none : String(value);
    return { flag: FLAGS[key], value: text };
  });
}
