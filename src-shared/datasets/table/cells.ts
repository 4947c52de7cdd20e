/** What a single field of a table says: nothing, a number, or a text. */

export const DECIMALS = ['.', ','] as const;
/** The decimal sign of a table's numbers. */
export type Decimal = (typeof DECIMALS)[number];

const MISSING = new Set(['', 'na', 'n/a', 'nan', 'null', 'none', '?', '-', '--']);

/** Whether the field stands for a value that is not known. */
export const isMissing = (field: string): boolean => MISSING.has(field.trim().toLowerCase());

const NUMBER = { '.': /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i, ',': /^[+-]?(\d+,?\d*|,\d+)(e[+-]?\d+)?$/i } as const;

/** The number that a field writes, which may be too large for a float; null: it writes none. No thousands separators. */
export function parseNumber(field: string, decimal: Decimal): number | null {
  const text = field.trim();
  if (!NUMBER[decimal].test(text)) return null;
  return Number(decimal === ',' ? text.replace(',', '.') : text);
}

/** Larger numbers leave no room for their squares in single precision. */
export const LARGEST_NUMBER = 1e18;

/** A field in a sentence, shortened. */
export const quote = (text: string): string => `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`;

/** A copy: a piece of a long string keeps all of it in memory as long as the piece is kept. */
export const detached = (text: string): string => ` ${text}`.slice(1);
