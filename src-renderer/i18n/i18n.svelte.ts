/** The language now spoken: words and formatters for it. Components read `i18n.t` and `i18n.format`. */
import { en, type Messages } from './en.ts';
import { createFormat, type Format } from './format.ts';
import { zh } from './zh.ts';

export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

const messages: Readonly<Record<Language, Messages>> = { en, zh };
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
  readonly format: Format = $derived(createFormat(languageTags[this.language]));
}

export const i18n = new I18n();
