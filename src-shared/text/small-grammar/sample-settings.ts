/** How the text of the small grammar is called and read, unless a person says otherwise. */
import { DEFAULT_TEXT_SETTINGS, type TextSettings } from '../settings.ts';

export const SMALL_GRAMMAR_NAME = 'Small grammar';

export const SMALL_GRAMMAR_SETTINGS: TextSettings = {
  ...DEFAULT_TEXT_SETTINGS,
  sentences: 'line',
  split: { train: 80, validation: 10, test: 10 },
};
