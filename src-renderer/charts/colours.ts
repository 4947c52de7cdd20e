/** The tokens' colours as a canvas needs them. */

const colours = new Map<string, string>();

/** After a change of the theme. */
export const forgetColours = (): void => colours.clear();

/** A custom property's colour as seen from an element, resolved to rgb. Themes are the whole page's: asked for once. */
export function colourOf(element: HTMLElement, token: string): string {
  const known = colours.get(token);
  if (known !== undefined) return known;
  element.style.color = `var(--${token})`;
  const colour = getComputedStyle(element).color;
  element.style.color = '';
  colours.set(token, colour);
  return colour;
}

export const withOpacity = (colour: string, opacity: number): string =>
  opacity >= 1 ? colour : colour.replace(/^rgb\(([^)]+)\)$/, (_, parts: string) => `rgba(${parts}, ${opacity})`);
