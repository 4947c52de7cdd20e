/** What the person chose for the window. Kept by the browser or the window, not in the library. */
import { chooseLanguage, i18n, type Language, LANGUAGES, languageTags } from '../i18n/i18n.svelte.ts';
import { LIBRARY_SORTS, type LibrarySort } from './arrange.ts';
import { isPick, type Pick } from './picks.ts';
import { LIBRARY_FIGURES, type LibraryFigure } from './run-figures.ts';
import { addressPreferences, loadPreferences, savePreferences } from './stored-preferences.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];
export type LanguageChoice = Language | 'system';

export interface PreferenceValues {
  readonly theme: Theme;
  readonly language: LanguageChoice;
  readonly sort: LibrarySort;
  /** What the library shows of a language model's run. */
  readonly figure: LibraryFigure;
  readonly showArchived: boolean;
  /** Texts, and below 0 data sets, whose runs are folded away. */
  readonly collapsed: readonly number[];
  readonly picks: readonly Pick[];
  /** Tell of a run's end while the window is not looked at. */
  readonly notifications: boolean;
}

/** One of the known values, or else the first. */
const oneOf = <T extends string>(values: readonly [T, ...T[]], found: unknown): T =>
  values.find((value) => value === found) ?? values[0];
const listOf = <T>(found: unknown, is: (item: unknown) => item is T): readonly T[] =>
  Array.isArray(found) ? found.filter(is) : [];
const isId = (item: unknown): item is number => Number.isSafeInteger(item);

export class Preferences implements PreferenceValues {
  theme = $state<Theme>('system');
  language = $state<LanguageChoice>('system');
  sort = $state<LibrarySort>('newest');
  figure = $state<LibraryFigure>('perplexity');
  showArchived = $state(false);
  collapsed = $state.raw<readonly number[]>([]);
  picks = $state.raw<readonly Pick[]>([]);
  notifications = $state(true);

  /** What the address says goes before what is kept: `?theme=dark&language=zh`. */
  constructor(search = location.search) {
    const found = { ...loadPreferences(), ...addressPreferences(search) };
    this.theme = oneOf(THEMES, found['theme']);
    this.language = oneOf(['system', ...LANGUAGES], found['language']);
    this.sort = oneOf(LIBRARY_SORTS, found['sort']);
    this.figure = oneOf(LIBRARY_FIGURES, found['figure']);
    this.showArchived = found['showArchived'] === true;
    this.collapsed = listOf(found['collapsed'], isId);
    this.picks = listOf(found['picks'], isPick);
    this.notifications = found['notifications'] !== false;
    this.apply();
  }

  set(choice: Partial<PreferenceValues>): void {
    Object.assign(this, choice);
    this.apply();
    const { theme, language, sort, figure, showArchived, collapsed, picks, notifications } = this;
    const values: PreferenceValues = {
      theme,
      language,
      sort,
      figure,
      showArchived,
      collapsed,
      picks,
      notifications,
    };
    savePreferences({ ...values });
  }

  private apply(): void {
    i18n.language = this.language === 'system' ? chooseLanguage(navigator.languages) : this.language;
    const root = document.documentElement;
    root.lang = languageTags[i18n.language];
    if (this.theme === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = this.theme;
  }
}
