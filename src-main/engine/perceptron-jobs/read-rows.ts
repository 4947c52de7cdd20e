/** A table that is to be answered row by row. */
import { DataError } from '#shared/datasets/data-error.ts';
import { checkWidth, isBlank, withoutMark } from '#shared/datasets/table/table-profile.ts';
import { TableRows } from '../data-set-jobs/table-rows.ts';
import { readSource, sourceName } from '../text-jobs/read-source.ts';
import type { RowsOfTable, RowsOrder } from './perceptron-messages.ts';

const MOST_FIELDS = 5_000_000;

/** @throws DataError naming the row that is not like the first, or when there is none, or too many */
export function readRows(order: RowsOrder): RowsOfTable {
  const rows: (readonly string[])[] = [];
  const numbers: number[] = [];
  const table = new TableRows(sourceName(order.source), order, (fields, row) => {
    if (isBlank(fields)) return;
    const [first = fields] = rows;
    checkWidth(fields, row, first.length);
    if (fields.length * rows.length > MOST_FIELDS)
      throw new DataError(`The table has more than ${MOST_FIELDS} fields: use a part of it at a time.`);
    rows.push(rows.length === 0 ? withoutMark(fields) : fields);
    numbers.push(row);
  });
  for (const piece of readSource(order.source)) table.push(piece);
  table.end();
  if (rows.length === 0) throw new DataError('The table is empty: choose a file with at least one row.');
  return { rows, numbers: Uint32Array.from(numbers) };
}
