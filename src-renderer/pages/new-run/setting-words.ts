/** A setting's value as people read it. */
import type { TrainingSettings } from '#shared/training/settings.ts';
import type { Messages } from '../../i18n/en.ts';
import type { Format } from '../../i18n/format.ts';
import type { OptionKey } from './options.ts';

type Values = Messages['newRun']['values'];
const isNamed = (value: PropertyKey, values: Values): value is keyof Values => value in values;

export function settingWords(key: OptionKey, value: TrainingSettings[OptionKey], t: Messages, format: Format): string {
  if (typeof value === 'number') return format.plain(value);
  if (typeof value === 'boolean') return value ? t.newRun.values.carried : t.newRun.values.zero;
  if (typeof value === 'string') return isNamed(value, t.newRun.values) ? t.newRun.values[value] : value;
  if (key === 'truncate') return t.newRun.wholeSequence;
  if (key === 'window') return t.newRun.bySentence;
  return key === 'validateEveryTokens' ? t.newRun.onlyEpochs : t.newRun.off;
}

/** The keys in which two settings differ. */
export const differingKeys = (a: TrainingSettings, b: TrainingSettings): OptionKey[] =>
  (Object.keys(a) as OptionKey[]).filter((key) => !Object.is(a[key], b[key]));
