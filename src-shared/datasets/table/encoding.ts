/**
 * How a row of a table becomes the inputs of a network, and its outputs an answer again. Stored with the run and with
 * an exported network, so that new rows are treated as those it learned from.
 *
 *     number      one input, (value - mean) / deviation; missing: 0, the mean
 *     category    one input for each of its values, one-hot; missing, or never seen: all 0
 */
import * as v from 'valibot';
import { DataError } from '../data-error.ts';
import { DECIMALS, type Decimal, isMissing, LARGEST_NUMBER, parseNumber } from './cells.ts';
import { notANumber, tooLarge } from './table-profile.ts';

const name = v.pipe(v.string(), v.maxLength(10_000));
const finite = v.pipe(v.number(), v.finite());

const NumberColumnSchema = v.object({
  kind: v.literal('number'),
  name,
  mean: finite,
  /** Standard deviation over the training rows; 1 where it is 0. */
  deviation: v.pipe(finite, v.gtValue(0)),
});
const CategoryColumnSchema = v.object({ kind: v.literal('category'), name, values: v.array(name) });

export const ColumnEncodingSchema = v.variant('kind', [NumberColumnSchema, CategoryColumnSchema]);
export type ColumnEncoding = v.InferOutput<typeof ColumnEncodingSchema>;

export const TableEncodingSchema = v.object({
  decimal: v.picklist(DECIMALS),
  inputs: v.array(ColumnEncodingSchema),
  target: ColumnEncodingSchema,
});
export type TableEncoding = v.InferOutput<typeof TableEncodingSchema>;

/** Inputs that a column becomes. */
export const columnWidth = (column: ColumnEncoding): number => (column.kind === 'number' ? 1 : column.values.length);

/** Names of the inputs: a category's are "colour = red". */
export const inputNames = (columns: readonly ColumnEncoding[]): string[] =>
  columns.flatMap((column) =>
    column.kind === 'number' ? [column.name] : column.values.map((value) => `${column.name} = ${value}`),
  );

/**
 * The number in a field; null: missing.
 * @throws DataError naming row and column when it is none
 */
export function readNumber(field: string, decimal: Decimal, row: number, column: string): number | null {
  if (isMissing(field)) return null;
  const number = parseNumber(field, decimal);
  if (number === null) throw new DataError(notANumber({ row, text: field }, column));
  if (Math.abs(number) > LARGEST_NUMBER) throw new DataError(tooLarge({ row, text: field }, column));
  return number;
}

/**
 * The network's inputs for one row to predict.
 * @param fields one for each input column, in order   @param row for the sentence
 * @throws DataError naming row and column when a number is none
 */
export function encodeRow({ inputs, decimal }: TableEncoding, fields: readonly string[], row = 1): Float32Array {
  const x = new Float32Array(inputs.reduce((sum, column) => sum + columnWidth(column), 0));
  let at = 0;
  inputs.forEach((column, c) => {
    const field = fields[c] ?? '';
    if (column.kind === 'number') {
      const number = readNumber(field, decimal, row, column.name);
      x[at] = number === null ? 0 : (number - column.mean) / column.deviation;
    } else {
      const value = isMissing(field) ? -1 : column.values.indexOf(field.trim());
      if (value >= 0) x[at + value] = 1;
    }
    at += columnWidth(column);
  });
  return x;
}

/** A predicted number in the target's own unit. */
export const decodeNumber = ({ target }: TableEncoding, output: number): number =>
  target.kind === 'number' ? output * target.deviation + target.mean : output;
