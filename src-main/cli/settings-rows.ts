/** A run's hyper-parameters under the names of the flags that set them. */
import type { Run } from '#shared/protocol/index.ts';
import { applies, type TrainingSettings } from '#shared/training/settings.ts';
import { mlpSettingsRows } from './mlp-settings-rows.ts';

const FLAGS: { readonly [N in keyof TrainingSettings]: string } = {
  architecture: 'architecture',
  hidden: 'hidden',
  projection: 'projection',
  context: 'context',
  cell: 'cell',
  vocabularySize: 'vocabulary',
  minimumCount: 'min-count',
  epochs: 'epochs',
  learningRate: 'learning-rate',
  schedule: 'schedule',
  clipNorm: 'clip-norm',
  clipValue: 'clip-value',
  truncate: 'bptt',
  order: 'order',
  carryState: 'carry',
  window: 'window',
  seed: 'seed',
  validateEveryTokens: 'validate-every',
  checkpointSeconds: 'checkpoint-seconds',
};

export interface SettingRow {
  readonly flag: string;
  readonly value: string;
}

export const settingsRows = (run: Run): SettingRow[] =>
  run.family === 'perceptron' ? mlpSettingsRows(run.settings) : languageRows(run.settings);

function languageRows(settings: TrainingSettings): SettingRow[] {
  const keys = (Object.keys(FLAGS) as (keyof TrainingSettings)[]).filter((key) => applies(key, settings));
  return keys.map((key) => {
    const value = settings[key];
    return { flag: FLAGS[key], value: value === null ? (key === 'truncate' ? 'full' : 'off') : String(value) };
  });
}
