/** A data set's inputs as a person knows them: the columns of its table, with values as they stood there. */
import type { DataSetEntry } from '#shared/protocol/index.ts';
import { columnWidth } from '#shared/datasets/table/encoding.ts';

export interface InputColumn {
  readonly name: string;
  /** null: a number; else the values it may have. */
  readonly values: readonly string[] | null;
  /** @param x [S_0], as the network sees it   @returns in the column's own unit; empty: none of its values */
  readonly say: (x: ArrayLike<number>, number: (n: number) => string) => string;
}

export function columnsOf({ description, inputNames }: DataSetEntry): readonly InputColumn[] {
  if (description.kind !== 'table')
    return inputNames.map((name, k) => ({ name, values: null, say: (x, number) => number(x[k]!) }));
  let start = 0;
  return description.encoding.inputs.map((column): InputColumn => {
    const at = start;
    start += columnWidth(column);
    const { name } = column;
    if (column.kind === 'number')
      return { name, values: null, say: (x, number) => number(x[at]! * column.deviation + column.mean) };
    return { name, values: column.values, say: (x) => column.values.find((_, v) => x[at + v] === 1) ?? '' };
  });
}
