/** The language now spoken: words and formatters for it. Components read `i18n.t` and `i18n.format`. */
import { toErrorPayload } from '#shared/protocol/errors.ts';
import { en, type Messages } from './en.ts';
import { type Translate, translator } from './engine-sentence.ts';
import { createFormat, type Format } from './format.ts';
import { zh } from './zh.ts';
import { engineSentences } from './zh/engine-sentences.ts';

export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

const messages: Readonly<Record<Language, Messages>> = { en, zh };
const sentences: Readonly<Record<Language, Translate>> = {
  en: (sentence) => sentence,
  zh: translator(engineSentences),
};
/** What the page and its numbers are marked as. */
export const languageTags: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-Hans' };

/** The first of the person's languages that Unfold speaks; English otherwise. */
export function chooseLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const found = LANGUAGES.find((language) => tag.toLowerCase().split('-')[0] === language);
    if (found) return found;
  }
  return 'en';
}

class I18n {
  language = $state<Language>('en');
  readonly t: Messages = $derived(messages[this.language]);
  /** What the engine says, in this language. */
  readonly sentence: Translate = $derived(sentences[this.language]);
  readonly format: Format = $derived(createFormat(languageTags[this.language]));

  /** What went wrong, as a sentence. */
  problem(error: unknown): string {
    return this.sentence(toErrorPayload(error).message);
  }
}

export const i18n = new I18n();
