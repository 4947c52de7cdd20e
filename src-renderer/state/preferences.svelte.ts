/** What the person chose for the window: theme and language. Kept by the browser or the window, not in the library. */
import { addressPreferences, loadPreferences, savePreferences } from './stored-preferences.ts';
import { chooseLanguage, i18n, type Language, LANGUAGES, languageTags } from '../i18n/i18n.svelte.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];
export type LanguageChoice = Language | 'system';

export class Preferences {
  theme = $state<Theme>('system');
  language = $state<LanguageChoice>('system');

  /** What the address says goes before what is kept: `?theme=dark&language=zh`. */
  constructor(search = location.search) {
    const { theme, language } = { ...loadPreferences(), ...addressPreferences(search) };
    this.theme = THEMES.find((name) => name === theme) ?? 'system';
    this.language = LANGUAGES.find((name) => name === language) ?? 'system';
    this.apply();
  }

  set(choice: { readonly theme?: Theme; readonly language?: LanguageChoice }): void {
    this.theme = choice.theme ?? this.theme;
    this.language = choice.language ?? this.language;
    this.apply();
    savePreferences({ theme: this.theme, language: this.language });
  }

  private apply(): void {
    i18n.language = this.language === 'system' ? chooseLanguage(navigator.languages) : this.language;
    const root = document.documentElement;
    root.lang = languageTags[i18n.language];
    if (this.theme === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = this.theme;
  }
}
