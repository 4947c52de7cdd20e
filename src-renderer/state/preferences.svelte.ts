/** What the person chose for the window: theme and language. Kept by the browser or the window, not in the library. */
import { chooseLanguage, i18n, type Language, LANGUAGES, languageTags } from '../i18n/i18n.svelte.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];
export type LanguageChoice = Language | 'system';

const KEY = 'unfold.preferences';

interface Stored {
  readonly theme?: unknown;
  readonly language?: unknown;
}

function load(): Stored {
  try {
    return (JSON.parse(localStorage.getItem(KEY) ?? '{}') ?? {}) as Stored;
  } catch {
    return {}; // storage is switched off or holds something else: the defaults are as good
  }
}

export class Preferences {
  theme = $state<Theme>('system');
  language = $state<LanguageChoice>('system');

  /** @param query of the address: `?theme=dark&language=zh` goes before what is kept */
  constructor(query = new URLSearchParams(location.search)) {
    const stored = load();
    const theme = query.get('theme') ?? stored.theme;
    const language = query.get('language') ?? stored.language;
    this.theme = THEMES.find((name) => name === theme) ?? 'system';
    this.language = LANGUAGES.find((name) => name === language) ?? 'system';
    this.apply();
  }

  set(choice: { readonly theme?: Theme; readonly language?: LanguageChoice }): void {
    this.theme = choice.theme ?? this.theme;
    this.language = choice.language ?? this.language;
    this.apply();
    try {
      localStorage.setItem(KEY, JSON.stringify({ theme: this.theme, language: this.language }));
    } catch {
      // storage is switched off: the choice holds until the window closes
    }
  }

  private apply(): void {
    i18n.language = this.language === 'system' ? chooseLanguage(navigator.languages) : this.language;
    const root = document.documentElement;
    root.lang = languageTags[i18n.language];
    if (this.theme === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = this.theme;
  }
}
