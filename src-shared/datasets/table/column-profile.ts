/** What is known of one column after all its fields were seen once. */
import { type Decimal, DECIMALS, detached, isMissing, LARGEST_NUMBER, parseNumber } from './cells.ts';

/** Different values of a column that are kept; a column with more is no category. */
export const MOST_VALUES = 1000;
/** Longer texts are no category either. */
export const LONGEST_VALUE = 200;

/** One field and where it stands. */
export interface Place {
  /** As in the file, from 1. */
  readonly row: number;
  readonly text: string;
}

interface NumberCounts {
  numbers: number;
  least: number;
  most: number;
  /** The first field that is neither missing nor a number. */
  firstText: Place | null;
  firstTooLarge: Place | null;
}

export class ColumnProfile {
  rows = 0;
  missing = 0;
  /** How often each value occurs, in the order of the first one; null: more than MOST_VALUES. */
  values: Map<string, number> | null = new Map();
  readonly #counts: Readonly<Record<Decimal, NumberCounts>> = { '.': noNumbers(), ',': noNumbers() };

  add(field: string, row: number): void {
    this.rows++;
    if (isMissing(field)) {
      this.missing++;
      return;
    }
    const text = field.trim();
    if (this.values !== null) {
      const known = this.values.get(text);
      this.values.set(known === undefined ? detached(text) : text, (known ?? 0) + 1);
      if (this.values.size > MOST_VALUES || text.length > LONGEST_VALUE) this.values = null;
    }
    for (const decimal of DECIMALS) count(this.#counts[decimal], parseNumber(text, decimal), row, text);
  }

  get present(): number {
    return this.rows - this.missing;
  }

  /** Its fields read as numbers with this decimal sign. */
  as(decimal: Decimal): Readonly<NumberCounts> {
    return this.#counts[decimal];
  }
}

const noNumbers = (): NumberCounts => ({
  numbers: 0,
  least: Infinity,
  most: -Infinity,
  firstText: null,
  firstTooLarge: null,
});

function count(counts: NumberCounts, number: number | null, row: number, text: string): void {
  if (number === null) {
    counts.firstText ??= place(row, text);
    return;
  }
  counts.numbers++;
  counts.least = Math.min(counts.least, number);
  counts.most = Math.max(counts.most, number);
  if (Math.abs(number) > LARGEST_NUMBER) counts.firstTooLarge ??= place(row, text);
}

const place = (row: number, text: string): Place => ({ row, text: detached(text.slice(0, 60)) });
