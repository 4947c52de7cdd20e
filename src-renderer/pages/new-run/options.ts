/** Every hyper-parameter as a field of the form: its group, its kind, what may be typed. */
import { ARCHITECTURES, CELL_NAMES } from '#shared/kernels/contract.ts';
import { LONGEST_CONTEXT, SCHEDULES, type TrainingSettings } from '#shared/training/settings.ts';

export type OptionKey = keyof TrainingSettings;
export type GroupName = 'model' | 'learning' | 'passes' | 'storing';

export type Option =
  | {
      readonly kind: 'number';
      readonly group: GroupName;
      readonly key: OptionKey;
      readonly integer: boolean;
      /** Empty means null. */
      readonly nullable: boolean;
      readonly low: number;
      readonly high: number;
    }
  | { readonly kind: 'choice'; readonly group: GroupName; readonly key: OptionKey; readonly choices: readonly string[] }
  | { readonly kind: 'state'; readonly group: GroupName; readonly key: 'carryState' };

const count = (group: GroupName, key: OptionKey, low: number, high: number, nullable = false): Option => ({
  kind: 'number',
  group,
  key,
  integer: true,
  nullable,
  low,
  high,
});
/** Any number above 0. */
const positive = (group: GroupName, key: OptionKey, nullable = false): Option => ({
  kind: 'number',
  group,
  key,
  integer: false,
  nullable,
  low: 0,
  high: Infinity,
});
const choice = (group: GroupName, key: OptionKey, choices: readonly string[]): Option => ({
  kind: 'choice',
  group,
  key,
  choices,
});

/** The ranges are those of TrainingSettingsSchema; a test holds them to it. */
export const OPTIONS: readonly Option[] = [
  choice('model', 'architecture', ARCHITECTURES),
  count('model', 'context', 1, LONGEST_CONTEXT),
  count('model', 'projection', 1, 4096),
  count('model', 'hidden', 1, 4096),
  count('model', 'vocabularySize', 4, 10_000_000),
  count('model', 'minimumCount', 1, 1_000_000),
  choice('model', 'cell', CELL_NAMES),
  { kind: 'state', group: 'model', key: 'carryState' },
  positive('learning', 'learningRate'),
  choice('learning', 'schedule', SCHEDULES),
  positive('learning', 'clipNorm', true),
  positive('learning', 'clipValue', true),
  count('learning', 'truncate', 1, 1_000_000, true),
  count('passes', 'epochs', 1, 100_000),
  choice('passes', 'order', ['shuffled', 'sequential']),
  count('passes', 'window', 1, 100_000, true),
  count('passes', 'seed', 0, 0xffffffff),
  count('storing', 'validateEveryTokens', 1, Number.MAX_SAFE_INTEGER, true),
  positive('storing', 'checkpointSeconds'),
];

export const GROUPS: readonly GroupName[] = ['model', 'learning', 'passes', 'storing'];

/** @param value NaN: what was typed is no number */
export function isValid(option: Option, value: TrainingSettings[OptionKey]): boolean {
  if (option.kind !== 'number') return true;
  if (value === null) return option.nullable;
  if (typeof value !== 'number' || Number.isNaN(value)) return false;
  if (!option.integer) return value > 0 && Number.isFinite(value);
  return Number.isInteger(value) && value >= option.low && value <= option.high;
}
