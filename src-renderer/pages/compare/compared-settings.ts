/** The settings of several runs side by side, and in which of them they differ. */
import { applies } from '#shared/training/settings.ts';
import type { Messages } from '../../i18n/en.ts';
import type { Format } from '../../i18n/format.ts';
import { encodingNames } from '../import/encoding-names.ts';
import { splitText } from '../import/split.ts';
import { OPTIONS, type OptionKey } from '../new-run/options.ts';
import { settingWords } from '../new-run/setting-words.ts';
import { settingRows as perceptronRows } from '../perceptron/run-summary.ts';
import { type ComparedLanguage, type ComparedPerceptron, learnedFrom } from './compared-runs.svelte.ts';

export interface SettingRow {
  readonly label: string;
  /** One for each run. */
  readonly values: readonly string[];
  /** Which of them are not as the first run's that has it. */
  readonly others: readonly boolean[];
  readonly differs: boolean;
}

type Language = Pick<ComparedLanguage, 'family' | 'run' | 'corpus'>;
type Compared = Language | Pick<ComparedPerceptron, 'family' | 'run' | 'dataSet'>;

/** What both families have, and mean the same by. */
const SHARED = ['learningRate', 'schedule', 'epochs', 'order', 'seed', 'checkpointSeconds'] as const;
const isShared = (key: OptionKey): key is (typeof SHARED)[number] => SHARED.some((one) => one === key);

/** What only one family has is compared among its runs; rows that no run has are left out. */
export function settingRows(runs: readonly Compared[], t: Messages, format: Format): SettingRow[] {
  const none = t.common.none;
  const row = (label: string, value: (compared: Compared) => string | null): SettingRow | null => {
    const given = runs.map(value);
    const first = given.find((one) => one !== null);
    if (first === undefined) return null;
    const others = given.map((one) => one !== null && one !== first);
    return { label, values: given.map((one) => one ?? none), others, differs: others.includes(true) };
  };
  const ofLanguage = (label: string, value: (compared: Language) => string | null): SettingRow | null =>
    row(label, (compared) => (compared.family === 'language' ? value(compared) : null));
  const ofText = (label: string, value: (corpus: NonNullable<Language['corpus']>) => string): SettingRow | null =>
    ofLanguage(label, ({ corpus }) => (corpus ? value(corpus) : none));

  const perceptrons = new Map<Compared, ReadonlyMap<string, string>>();
  for (const compared of runs)
    if (compared.family === 'perceptron') {
      const rows = perceptronRows(compared.run, t, format).map(({ label, value }) => [label, value] as const);
      perceptrons.set(compared, new Map(rows));
    }
  const { options } = t.perceptron;
  const ofPerceptron = (label: string) => row(label, (compared) => perceptrons.get(compared)?.get(label) ?? null);
  const { parameters } = t.newRun;

  return [
    row(t.compare.kind, ({ family }) => t.compare.kinds[family]),
    row(t.compare.learnsFrom, (compared) => learnedFrom(compared)?.name ?? none),
    ...OPTIONS.map(({ key }) => {
      const { label } = t.newRun.options[key];
      return row(label, (compared) => {
        if (compared.family === 'perceptron')
          return isShared(key) ? settingWords(key, compared.run.settings[key], t, format) : null;
        const { run } = compared;
        if (!runs.some((one) => one.family === 'language' && applies(key, one.run.settings))) return null;
        const value = key === 'vocabularySize' ? run.vocabulary : run.settings[key];
        return applies(key, run.settings) ? settingWords(key, value, t, format) : none;
      });
    }),
    ...(['shape', 'activation', 'output', 'cost', 'initialisation'] as const).map((key) => ofPerceptron(options[key])),
    ...(['weightDecay', 'momentum', 'batchSize', 'patience'] as const).map((key) => ofPerceptron(options[key])),
    ofText(t.import.tokens, ({ settings }) => t.import.tokenRules[settings.tokens]),
    ofText(t.import.sentences, ({ sentenceRule }) => t.import.sentenceRules[sentenceRule]),
    ofText(t.import.lowercase, ({ settings }) => (settings.lowercase ? t.text.yes : t.text.no)),
    ofText(t.run.split, ({ settings }) => splitText(settings.split)),
    ofText(t.import.encoding, ({ encoding }) => encodingNames[encoding]),
    ofLanguage(t.newRun.trainTokens, ({ run }) => format.integer(run.trainTokens)),
    ofPerceptron(options.examples),
    row(parameters, ({ run }) => format.integer(run.parameters)),
    row(t.run.kernels, ({ run }) => run.kernels),
    row(t.run.program, ({ run }) => run.programVersion),
  ].filter((one) => one !== null);
}
