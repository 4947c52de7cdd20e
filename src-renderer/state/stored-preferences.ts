/** Where preferences are kept: the browser's or the window's own storage. */

/** As found; whoever reads it checks it. */
export type StoredPreferences = Readonly<Record<string, unknown>>;

/** What is kept under a name: `preferences`, `charts`. */
export function loadStored(name: string): StoredPreferences {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(`unfold.${name}`) ?? '{}');
    return typeof stored === 'object' && stored !== null ? { ...stored } : {};
  } catch {
    return {}; // storage is switched off or holds something else: the defaults are as good
  }
}

export function saveStored(name: string, values: object): void {
  try {
    localStorage.setItem(`unfold.${name}`, JSON.stringify(values));
  } catch {
    // storage is switched off: the choice holds until the window closes
  }
}

export const loadPreferences = (): StoredPreferences => loadStored('preferences');
export const savePreferences = (preferences: object): void => saveStored('preferences', preferences);

/** @param search the address's query, such as `?theme=dark&language=zh` */
export function addressPreferences(search: string): StoredPreferences {
  const query = new URLSearchParams(search);
  const [theme, language] = [query.get('theme'), query.get('language')];
  return { ...(theme === null ? {} : { theme }), ...(language === null ? {} : { language }) };
}
