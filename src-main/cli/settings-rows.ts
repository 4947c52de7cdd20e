/** A run's hyper-parameters under the names of the flags that set them. */
import type { TrainingSettings } from '#shared/training/settings.ts';

const FLAGS: { readonly [N in keyof TrainingSettings]: string } = {
  hidden: 'hidden',
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

export function settingsRows(settings: TrainingSettings): SettingRow[] {
  return (Object.keys(FLAGS) as (keyof TrainingSettings)[]).map((key) => {
    const value = settings[key];
    return { flag: FLAGS[key], value: value === null ? (key === 'truncate' ? 'full' : 'off') : String(value) };
  });
}
