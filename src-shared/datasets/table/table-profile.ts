/**
 * The first look at a table: whether it has a header, its decimal sign, what each column holds, and which one to
 * predict. Rows are handed over one by one, so that any parser will do and no table has to fit the memory.
 */
import { DataError } from '../data-error.ts';
import { type Decimal, isMissing, parseNumber, quote } from './cells.ts';
import { ColumnProfile, type Place } from './column-profile.ts';

/**
 * - `number`: a numeric input or target.
 * - `category`: one of a few texts.
 * - `text`: too many different texts to learn from: names, identifiers, sentences.
 * - `constant`: the same value in every row; `empty`: no value at all.
 */
export type ColumnKind = 'number' | 'category' | 'text' | 'constant' | 'empty';

export interface ColumnSummary {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly missing: number;
  /** Different values; null: more than MOST_VALUES. */
  readonly distinct: number | null;
  /** The most frequent values first, at most 20, with how often each occurs. */
  readonly common: readonly (readonly [string, number])[];
  /** Of a number column. */
  readonly range: readonly [number, number] | null;
  /** What is wrong or odd in it, as a sentence that names row and column; null: nothing. */
  readonly warning: string | null;
}

export interface TableProfile {
  /** The first row holds the names of the columns. */
  readonly header: boolean;
  readonly decimal: Decimal;
  /** Without the header. */
  readonly rows: number;
  readonly columns: readonly ColumnSummary[];
  /** Index of the column to predict, and as what; null: no column can be predicted. */
  readonly target: { readonly column: number; readonly kind: 'number' | 'category' } | null;
}

export const MOST_COLUMNS = 10_000;
const MOST_CATEGORIES = 100;
/** A number column of which only so few fields are text is meant to be one. */
const TOLERATED_TEXT = 0.05;
/** Numbers that take so few different whole values are more likely classes, when they are to be predicted. */
const MOST_WHOLE_CLASSES = 10;
const SHOWN_VALUES = 20;

export class TableProfiler {
  #first: readonly string[] | null = null;
  #columns: ColumnProfile[] = [];
  #rows = 0;

  /**
   * @param row number of the row in the file, from 1
   * @throws DataError when the row has another number of fields than the first
   */
  add(fields: readonly string[], row: number): void {
    if (isBlank(fields)) return;
    if (this.#first === null) {
      if (fields.length > MOST_COLUMNS)
        throw new DataError(`Row ${row} has ${fields.length} fields; at most ${MOST_COLUMNS} columns can be read.`);
      this.#first = withoutMark(fields);
      this.#columns = fields.map(() => new ColumnProfile());
      return;
    }
    checkWidth(fields, row, this.#first.length);
    this.#rows++;
    fields.forEach((field, c) => this.#columns[c]!.add(field, row));
  }

  /**
   * @param header what a person decided; left out: as it looks
   * @throws DataError when there are no rows
   */
  finish(header?: boolean): TableProfile {
    const first = this.#first;
    if (first === null) throw new DataError('The table is empty: choose a file with a header and at least two rows.');
    const hasHeader = header ?? looksLikeHeader(first, this.#columns);
    if (!hasHeader) {
      this.#rows++;
      first.forEach((field, c) => this.#columns[c]!.add(field, 1));
    }
    if (this.#rows === 0) throw new DataError('The table has a header but no rows: there is nothing to learn from.');
    const decimal = decimalOf(this.#columns);
    const names = columnNames(hasHeader ? first : first.map(() => ''));
    const columns = this.#columns.map((column, c) => summarise(column, names[c]!, decimal));
    return {
      header: hasHeader,
      decimal,
      rows: this.#rows,
      columns,
      target: suggestTarget(columns, decimal),
    };
  }
}

export const isBlank = (fields: readonly string[]): boolean => fields.length < 2 && (fields[0] ?? '').trim() === '';

/** Without the byte order mark that a first field may begin with. */
export const withoutMark = (fields: readonly string[]): string[] =>
  fields.map((field, c) => (c === 0 ? field.replace(/^\ufeff/, '') : field));

/** @throws DataError */
export function checkWidth(fields: readonly string[], row: number, width: number): void {
  if (fields.length !== width)
    throw new DataError(
      `Row ${row} has ${fields.length} ${fields.length === 1 ? 'field' : 'fields'}, but the first row has ${width}. Check its separators and quotes.`,
    );
}

/** Names where all fields are texts that differ, above a column of numbers, or of texts that they are none of. */
function looksLikeHeader(first: readonly string[], columns: readonly ColumnProfile[]): boolean {
  const isNumber = (field: string): boolean => parseNumber(field, '.') !== null || parseNumber(field, ',') !== null;
  if (first.some((field) => isMissing(field) || isNumber(field)) || new Set(first).size < first.length) return false;
  const numeric = columns.some(
    (column) => column.present > 0 && Math.max(column.as('.').numbers, column.as(',').numbers) === column.present,
  );
  return numeric || columns.every((column, c) => column.values?.has(first[c]!.trim()) !== true);
}

/** The sign with which more fields are numbers. */
function decimalOf(columns: readonly ColumnProfile[]): Decimal {
  const numbers = (decimal: Decimal): number => columns.reduce((sum, column) => sum + column.as(decimal).numbers, 0);
  return numbers(',') > numbers('.') ? ',' : '.';
}

/** A name for each column, each different. */
export function columnNames(first: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return first.map((field, c) => {
    const name = field.trim() || `Column ${c + 1}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

function summarise(column: ColumnProfile, name: string, decimal: Decimal): ColumnSummary {
  const { numbers, least, most, firstText, firstTooLarge } = column.as(decimal);
  const kind = kindOf(column, decimal);
  const common = [...(column.values ?? [])].sort((a, b) => b[1] - a[1]).slice(0, SHOWN_VALUES);
  let warning: string | null = null;
  if (kind === 'number' && firstText) warning = notANumber(firstText, name);
  else if (kind === 'number' && firstTooLarge) warning = tooLarge(firstTooLarge, name);
  return {
    name,
    kind,
    missing: column.missing,
    distinct: column.values?.size ?? null,
    common,
    range: numbers > 0 ? [least, most] : null,
    warning,
  };
}

function kindOf(column: ColumnProfile, decimal: Decimal): ColumnKind {
  const { present, values } = column;
  if (present === 0) return 'empty';
  if (values?.size === 1) return 'constant';
  const { numbers } = column.as(decimal);
  if (numbers === present || present - numbers <= TOLERATED_TEXT * present) return 'number';
  return values !== null && values.size <= MOST_CATEGORIES && (values.size <= present / 2 || present < 20)
    ? 'category'
    : 'text';
}

/** The last column that can be predicted. */
function suggestTarget(columns: readonly ColumnSummary[], decimal: Decimal): TableProfile['target'] {
  const column = columns.findLastIndex(({ kind }) => kind === 'number' || kind === 'category');
  return column < 0 ? null : { column, kind: kindAsTarget(columns[column]!, decimal) };
}

/** A few whole numbers are more likely classes than quantities. */
export function kindAsTarget({ kind, distinct, common }: ColumnSummary, decimal: Decimal): 'number' | 'category' {
  if (kind !== 'number') return 'category';
  const few = distinct !== null && distinct <= MOST_WHOLE_CLASSES;
  const whole = common.every(([value]) => Number.isInteger(parseNumber(value, decimal) ?? 0));
  return few && whole ? 'category' : 'number';
}

export const notANumber = ({ row, text }: Place, name: string): string =>
  `Row ${row}, column ${quote(name)}: ${quote(text)} is not a number. Correct it, leave the column out, or use it as a category.`;

export const tooLarge = ({ row, text }: Place, name: string): string =>
  `Row ${row}, column ${quote(name)}: ${quote(text)} is too large to learn from. Correct it, or leave the column out.`;
