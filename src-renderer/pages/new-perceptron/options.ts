/** Every setting of a perceptron's run as a field of the form: its group, its kind, what may be typed. */
import { ACTIVATION_NAMES, COST_NAMES, OUTPUT_ACTIVATION_NAMES } from '#shared/kernels/mlp/contract.ts';
import { INITIALISATIONS } from '#shared/model/mlp/initialise.ts';
import type { MlpTrainingSettings } from '#shared/training/mlp/settings.ts';
import { SCHEDULES } from '#shared/training/settings.ts';

export type OptionKey = keyof MlpTrainingSettings;
export type GroupName = 'network' | 'learning' | 'passes' | 'storing';

type NumberKey = Exclude<OptionKey, 'hidden' | ChoiceKey>;
type ChoiceKey = 'activation' | 'output' | 'cost' | 'initialisation' | 'schedule' | 'order';

/** What a number may be: whole and within a range, anything above 0, from 0 to 1, from 0 to below 1. */
export type NumberRange =
  | { readonly kind: 'whole'; readonly low: number; readonly high: number }
  | { readonly kind: 'positive' | 'share' | 'below-one' };

export type Option = { readonly group: GroupName } & (
  | { readonly kind: 'layers'; readonly key: 'hidden' }
  | { readonly kind: 'choice'; readonly key: ChoiceKey; readonly choices: readonly string[] }
  | {
      readonly kind: 'number';
      readonly key: NumberKey;
      readonly range: NumberRange;
      /** Empty means null. */
      readonly nullable: boolean;
    }
);

const number = (group: GroupName, key: NumberKey, range: NumberRange, nullable = false): Option => ({
  kind: 'number',
  group,
  key,
  range,
  nullable,
});
const whole = (low: number, high: number): NumberRange => ({ kind: 'whole', low, high });
const positive: NumberRange = { kind: 'positive' };
const choice = (group: GroupName, key: ChoiceKey, choices: readonly string[]): Option => ({
  kind: 'choice',
  group,
  key,
  choices,
});

export const MOST_UNITS = 4096;
export const MOST_LAYERS = 16;

/** The ranges are those of MlpTrainingSettingsSchema; a test holds them to it. */
export const OPTIONS: readonly Option[] = [
  { kind: 'layers', group: 'network', key: 'hidden' },
  choice('network', 'activation', ACTIVATION_NAMES),
  choice('network', 'output', OUTPUT_ACTIVATION_NAMES),
  choice('network', 'cost', COST_NAMES),
  choice('network', 'initialisation', INITIALISATIONS),
  number('learning', 'learningRate', positive),
  choice('learning', 'schedule', SCHEDULES),
  number('learning', 'momentum', { kind: 'below-one' }),
  number('learning', 'weightDecay', { kind: 'share' }),
  number('passes', 'epochs', whole(1, 1_000_000)),
  number('passes', 'batchSize', whole(1, 10_000_000), true),
  choice('passes', 'order', ['shuffled', 'sequential']),
  number('passes', 'patience', whole(1, 1_000_000), true),
  number('passes', 'seed', whole(0, 0xffffffff)),
  number('storing', 'checkpointSeconds', positive),
];

export const GROUPS: readonly GroupName[] = ['network', 'learning', 'passes', 'storing'];

const isWhole = (value: unknown, low: number, high: number): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high;

/** @param value NaN: what was typed is no number */
export function isValid(option: Option, value: MlpTrainingSettings[OptionKey]): boolean {
  if (option.kind === 'choice') return true;
  if (option.kind === 'layers')
    return Array.isArray(value) && value.length <= MOST_LAYERS && value.every((units) => isWhole(units, 1, MOST_UNITS));
  if (value === null) return option.nullable;
  if (typeof value !== 'number' || !Number.isFinite(value)) return false;
  const { range } = option;
  if (range.kind === 'whole') return isWhole(value, range.low, range.high);
  if (range.kind === 'positive') return value > 0;
  return value >= 0 && (range.kind === 'share' ? value <= 1 : value < 1);
}

/** "10, 8" -> [10, 8]; empty: no hidden layer. What is no number becomes NaN, so that the form can say so. */
export function parseLayers(typed: string): number[] {
  // full-width digits and commas of Chinese keyboards
  const text = typed.normalize('NFKC').trim();
  if (text === '') return [];
  return text.split(/\s*[,、;–-]\s*|\s+/).map((units) => (/^\d+$/.test(units) ? Number(units) : NaN));
}
