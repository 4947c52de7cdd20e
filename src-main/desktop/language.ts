/** The language of the menus, dialogs and notifications: the page's, remembered for the next start's first moments. */
import { join } from 'node:path';
import { app } from 'electron';
import * as v from 'valibot';
import { readJsonFile, writeJsonFile } from './json-file.ts';
import { chooseLanguage, type Language, LANGUAGES, type Words, words } from './words.ts';

const SettingsSchema = v.object({ language: v.picklist(LANGUAGES) });

export interface DesktopLanguage {
  readonly words: Words;
  /** The page says which language it speaks, as a BCP 47 tag. */
  set(tag: string): void;
}

/** Must run after the app is ready. @param changed called after a change */
export function desktopLanguage(changed: () => void): DesktopLanguage {
  const file = join(app.getPath('userData'), 'desktop.json');
  let language: Language =
    readJsonFile(file, SettingsSchema)?.language ?? chooseLanguage(app.getPreferredSystemLanguages());
  return {
    get words() {
      return words[language];
    },
    set(tag) {
      const next = chooseLanguage([tag]);
      if (next === language) return;
      language = next;
      writeJsonFile(file, { language });
      changed();
    },
  };
}
