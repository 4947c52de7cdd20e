/** What a person asks the network about, field by field. */
import type { DataSetEntry } from '#shared/protocol/index.ts';
import { isMissing, parseNumber as parseCell } from '#shared/datasets/table/cells.ts';
import { parseNumber } from '../../components/parse-number.ts';
import { columnsOf } from './input-columns.ts';

/** The fields of an example, as one would type them. */
export function fieldsOf(dataSet: DataSetEntry, x: ArrayLike<number>): string[] {
  const { description } = dataSet;
  const comma = description.kind === 'table' && description.encoding.decimal === ',';
  const say = (n: number): string => String(Number(n.toPrecision(6))).replace('.', comma ? ',' : '.');
  return columnsOf(dataSet).map((column) => column.say(x, say));
}

/** Which fields hold no number although their column does; an empty field is a missing value in a table. */
export function wrongFields(dataSet: DataSetEntry, fields: readonly string[]): readonly number[] {
  const { description } = dataSet;
  const isNumber = (field: string): boolean => {
    if (description.kind === 'table')
      return isMissing(field) || parseCell(field, description.encoding.decimal) !== null;
    return Number.isFinite(parseNumber(field) ?? NaN);
  };
  return columnsOf(dataSet).flatMap((column, k) => (column.values !== null || isNumber(fields[k] ?? '') ? [] : [k]));
}

/** Of a generated set's point: its fields are the inputs. */
export const numbersOf = (fields: readonly string[]): Float64Array =>
  Float64Array.from(fields, (field) => parseNumber(field) ?? 0);
