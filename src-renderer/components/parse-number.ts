/** What people type into a field for a number. */

/** Commas that group digits in threes. Any other comma may be a decimal one: 0,5 must never be read as 5. */
const GROUPED = /^[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?$/;
const PLAIN = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** @returns null: empty; NaN: no number, or one that can be read in two ways */
export function parseNumber(typed: string): number | null {
  // full-width digits of Chinese keyboards, thin spaces between digits
  const text = typed.normalize('NFKC').replace(/\s/g, '');
  if (text === '') return null;
  if (GROUPED.test(text)) return Number(text.replaceAll(',', ''));
  return PLAIN.test(text) ? Number(text) : NaN;
}
