/** Where preferences are kept: the browser's or the window's own storage. */

/** As found; whoever reads it checks it. */
export interface StoredPreferences {
  readonly theme?: unknown;
  readonly language?: unknown;
}

const KEY = 'unfold.preferences';

export function loadPreferences(): StoredPreferences {
  try {
    return (JSON.parse(localStorage.getItem(KEY) ?? '{}') ?? {}) as StoredPreferences;
  } catch {
    return {}; // storage is switched off or holds something else: the defaults are as good
  }
}

export function savePreferences(preferences: StoredPreferences): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences));
  } catch {
    // storage is switched off: the choice holds until the window closes
  }
}

/** @param search the address's query, such as `?theme=dark&language=zh` */
export function addressPreferences(search: string): StoredPreferences {
  const query = new URLSearchParams(search);
  const [theme, language] = [query.get('theme'), query.get('language')];
  return { ...(theme === null ? {} : { theme }), ...(language === null ? {} : { language }) };
}
