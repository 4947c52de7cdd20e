/** The values of one column in use, row after row, and what they become. */
import { DataError } from '../data-error.ts';
import { detached, quote } from './cells.ts';
import type { ColumnEncoding } from './encoding.ts';
import { LONGEST_VALUE, MOST_VALUES } from './column-profile.ts';

/** In place of a missing number or category. */
const NO_CATEGORY = -1;

export class ColumnValues {
  readonly name: string;
  readonly kind: ColumnEncoding['kind'];
  /** The number of each row, or the index of its category; missing: NaN, -1. */
  #values = new Float64Array(64);
  #rows = 0;
  readonly #categories = new Map<string, number>();

  constructor(name: string, kind: ColumnEncoding['kind']) {
    this.name = name;
    this.kind = kind;
  }

  addNumber(number: number | null): void {
    this.#push(number ?? NaN);
  }

  /** @throws DataError when there are more categories than can be told apart, or the value is too long for one */
  addCategory(value: string | null, row: number): void {
    if (value === null) {
      this.#push(NO_CATEGORY);
      return;
    }
    const known = this.#categories.get(value);
    const id = known ?? this.#categories.size;
    if (known === undefined) {
      const reason =
        id >= MOST_VALUES
          ? `more than ${MOST_VALUES} different values are no category`
          : value.length > LONGEST_VALUE
            ? `${quote(value)} is too long for a category`
            : null;
      if (reason !== null)
        throw new DataError(`Row ${row}, column ${quote(this.name)}: ${reason}. Leave the column out.`);
      this.#categories.set(detached(value), id);
    }
    this.#push(id);
  }

  /** Of a category column: the index of the row's value. */
  id(row: number): number {
    return this.#values[row]!;
  }

  /** Numbers are standardised by these rows; categories are those of all rows, in the order of the first one. */
  encoding(rows: Uint32Array): ColumnEncoding {
    const { name, kind } = this;
    if (kind === 'category') return { kind, name, values: [...this.#categories.keys()] };
    const numbers = Float64Array.from(rows, (row) => this.#values[row]!).filter((number) => !Number.isNaN(number));
    const mean = numbers.reduce((sum, number) => sum + number / numbers.length, 0);
    const variance = numbers.reduce((sum, number) => sum + (number - mean) ** 2 / numbers.length, 0);
    // what rounding leaves of equal numbers is no deviation
    const deviation = Math.sqrt(variance) > 1e-12 * Math.abs(mean) ? Math.sqrt(variance) : 1;
    return { kind, name, mean, deviation };
  }

  /** Writes the row's inputs from `at` on; those of a category must be 0 before. */
  encode(row: number, encoding: ColumnEncoding, to: Float32Array, at: number): void {
    const value = this.#values[row]!;
    if (encoding.kind === 'number') to[at] = Number.isNaN(value) ? 0 : (value - encoding.mean) / encoding.deviation;
    else if (value !== NO_CATEGORY) to[at + value] = 1;
  }

  /** @throws DataError when the column takes a single value in these rows */
  checkTarget(rows: Uint32Array): void {
    const first = this.#values[rows[0]!]!;
    if (rows.some((row) => this.#values[row] !== first)) return;
    const value = this.kind === 'number' ? String(first) : [...this.#categories.keys()][first]!;
    throw new DataError(
      `Column ${quote(this.name)} is ${quote(value)} in all rows to learn from: there is nothing to tell apart. Choose another column to predict.`,
    );
  }

  #push(value: number): void {
    if (this.#rows === this.#values.length) {
      const larger = new Float64Array(2 * this.#rows);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#rows++] = value;
  }
}
