/** The tokens' colours as a canvas needs them; read anew when the theme changes. */

class Theme {
  /** Grows by one whenever colours may have changed. */
  version = $state(0);

  /** @returns the function that ends it */
  watch(): () => void {
    const changed = (): void => {
      this.version++;
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

/** A custom property's colour as seen from an element, resolved to rgb. */
export function colourOf(element: HTMLElement, token: string): string {
  element.style.color = `var(--${token})`;
  const colour = getComputedStyle(element).color;
  element.style.color = '';
  return colour;
}

export const withOpacity = (colour: string, opacity: number): string =>
  opacity >= 1 ? colour : colour.replace(/^rgb\(([^)]+)\)$/, (_, parts: string) => `rgba(${parts}, ${opacity})`);
