/** The settings of several runs side by side, and in which of them they differ. */
import type { Corpus, LanguageRun } from '#shared/protocol/entities.ts';
import { applies } from '#shared/training/settings.ts';
import { encodingNames } from '../import/encoding-names.ts';
import { splitText } from '../import/split.ts';
import type { Messages } from '../../i18n/en.ts';
import type { Format } from '../../i18n/format.ts';
import { OPTIONS } from '../new-run/options.ts';
import { settingWords } from '../new-run/setting-words.ts';

export interface SettingRow {
  readonly label: string;
  /** One for each run. */
  readonly values: readonly string[];
  readonly differs: boolean;
}

interface Compared {
  readonly run: LanguageRun;
  readonly corpus: Corpus | null;
}

export function settingRows(runs: readonly Compared[], t: Messages, format: Format): SettingRow[] {
  const none = t.common.none;
  const row = (label: string, value: (compared: Compared) => string): SettingRow => {
    const values = runs.map(value);
    return { label, values, differs: values.some((other) => other !== values[0]) };
  };
  const ofText = (label: string, value: (corpus: Corpus) => string): SettingRow =>
    row(label, ({ corpus }) => (corpus ? value(corpus) : none));
  return [
    ofText(t.compare.text, (corpus) => corpus.name),
    ...OPTIONS.filter(({ key }) => runs.some(({ run }) => applies(key, run.settings))).map(({ key }) =>
      row(t.newRun.options[key].label, ({ run }) => {
        const value = key === 'vocabularySize' ? run.vocabulary : run.settings[key];
        return applies(key, run.settings) ? settingWords(key, value, t, format) : none;
      }),
    ),
    ofText(t.import.tokens, ({ settings }) => t.import.tokenRules[settings.tokens]),
    ofText(t.import.sentences, ({ sentenceRule }) => t.import.sentenceRules[sentenceRule]),
    ofText(t.import.lowercase, ({ settings }) => (settings.lowercase ? t.text.yes : t.text.no)),
    ofText(t.run.split, ({ settings }) => splitText(settings.split)),
    ofText(t.import.encoding, ({ encoding }) => encodingNames[encoding]),
    row(t.newRun.trainTokens, ({ run }) => format.integer(run.trainTokens)),
    row(t.newRun.parameters, ({ run }) => format.integer(run.parameters)),
    row(t.run.kernels, ({ run }) => run.kernels),
    row(t.run.program, ({ run }) => run.programVersion),
  ];
}
