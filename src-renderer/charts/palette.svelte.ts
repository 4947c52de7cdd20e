/** The theme in which charts draw; grows a version when its colours may have changed. */

import { forgetColours } from './colours.ts';

class Theme {
  /** Grows by one whenever colours may have changed. */
  version = $state(0);

  /** @returns the function that ends it */
  watch(): () => void {
    const changed = (): void => {
      this.version++;
      forgetColours();
    };
    const system = matchMedia('(prefers-color-scheme: dark)');
    system.addEventListener('change', changed);
    const root = new MutationObserver(changed);
    root.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    return () => {
      system.removeEventListener('change', changed);
      root.disconnect();
    };
  }
}

export const theme = new Theme();
