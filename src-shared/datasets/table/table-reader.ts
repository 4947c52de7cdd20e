/**
 * The second look at a table, with a person's choices: reads the columns in use, splits the rows, standardises numbers
 * by the training rows alone, and makes a data set of them.
 */
import * as v from 'valibot';
import { DataError } from '../data-error.ts';
import { type DataSet, type Shares, SharesSchema, splitIndices } from '../dataset.ts';
import type { Examples, Targets } from '../examples.ts';
import { DECIMALS, isMissing } from './cells.ts';
import { ColumnValues } from './column-values.ts';
import { columnWidth, inputNames, readNumber, type TableEncoding } from './encoding.ts';
import { checkWidth, isBlank, MOST_COLUMNS, type TableProfile } from './table-profile.ts';

export const TablePlanSchema = v.object({
  header: v.boolean(),
  decimal: v.picklist(DECIMALS),
  /** One for each column of the table. */
  columns: v.pipe(
    v.array(
      v.object({
        name: v.string(),
        use: v.picklist(['input', 'target', 'ignore']),
        kind: v.picklist(['number', 'category']),
      }),
    ),
    v.maxLength(MOST_COLUMNS),
  ),
  /** `fill`: a missing input counts as the mean, a missing category as none. `drop`: rows with one are left out. */
  missing: v.picklist(['fill', 'drop']),
  /** Shares of the rows. */
  split: SharesSchema,
  /** Seeds the choice of which row goes to which part. */
  splitSeed: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffffffff)),
});
export type TablePlan = v.InferOutput<typeof TablePlanSchema>;

const SHARES: Shares = { train: 70, validation: 15, test: 15 };
const MOST_NUMBERS = 2 ** 28;

/** The plan that the profile suggests. @throws DataError when no column can be predicted, or none learned from */
export function suggestPlan({ header, decimal, columns, target }: TableProfile): TablePlan {
  if (target === null)
    throw new DataError('No column can be predicted: each is empty, constant, or all different texts.');
  return {
    header,
    decimal,
    columns: columns.map(({ name, kind }, c) => ({
      name,
      use: c === target.column ? 'target' : kind === 'number' || kind === 'category' ? 'input' : 'ignore',
      kind: c === target.column ? target.kind : kind === 'number' ? 'number' : 'category',
    })),
    missing: 'fill',
    split: SHARES,
    splitSeed: 1,
  };
}

export interface TableDataSet extends DataSet {
  readonly encoding: TableEncoding;
  /** Rows left out because their target, or with `drop` an input, is missing. */
  readonly dropped: number;
  /** Missing values of inputs in the other rows. */
  readonly filled: number;
}

export class TableReader {
  readonly #plan: TablePlan;
  readonly #columns: readonly ColumnValues[];
  readonly #target: number;
  #headerSeen = false;
  #rows = 0;
  #dropped = 0;
  #filled = 0;

  /** @throws DataError when the plan has not exactly one target, or no input */
  constructor(plan: TablePlan) {
    this.#plan = plan;
    const targets = plan.columns.filter(({ use }) => use === 'target').length;
    if (targets !== 1) throw new DataError(`Choose one column to predict: ${targets} are chosen.`);
    if (!plan.columns.some(({ use }) => use === 'input'))
      throw new DataError('Choose at least one column to learn from.');
    this.#columns = plan.columns.map(({ name, kind }) => new ColumnValues(name, kind));
    this.#target = plan.columns.findIndex(({ use }) => use === 'target');
  }

  /**
   * @param row number of the row in the file, from 1
   * @throws DataError naming row and column
   */
  add(fields: readonly string[], row: number): void {
    if (isBlank(fields)) return;
    checkWidth(fields, row, this.#columns.length);
    if (this.#plan.header && !this.#headerSeen) {
      this.#headerSeen = true;
      return;
    }
    const { columns, decimal, missing } = this.#plan;
    const used = fields.filter((_, c) => columns[c]!.use !== 'ignore').length;
    if (used * (this.#rows + 1) > MOST_NUMBERS)
      throw new DataError(
        `Row ${row} is too much: at most ${MOST_NUMBERS} fields can be learned from. Use a part of the table.`,
      );
    const absent = (c: number): boolean => columns[c]!.use !== 'ignore' && isMissing(fields[c]!);
    if (absent(this.#target) || (missing === 'drop' && fields.some((_, c) => absent(c)))) {
      this.#dropped++;
      return;
    }
    this.#rows++;
    this.#columns.forEach((column, c) => {
      if (columns[c]!.use === 'ignore') return;
      const field = fields[c]!;
      if (isMissing(field)) this.#filled++;
      if (column.kind === 'number') column.addNumber(readNumber(field, decimal, row, column.name));
      else column.addCategory(isMissing(field) ? null : field.trim(), row);
    });
  }

  /** @throws DataError when what was read cannot be learned from */
  finish(): TableDataSet {
    const { split, splitSeed, columns, decimal } = this.#plan;
    if (this.#rows < 2)
      throw new DataError(
        `There ${this.#rows === 1 ? 'is 1 row' : 'are 0 rows'} to learn from (${this.#dropped} left out for missing values): at least two are needed.`,
      );
    const rows = splitIndices(this.#rows, split, splitSeed);
    const inputs = this.#columns.filter((_, c) => columns[c]!.use === 'input');
    const encodings = inputs.map((column) => column.encoding(rows.train));
    const target = this.#columns[this.#target]!;
    const encoding: TableEncoding = { decimal, inputs: encodings, target: target.encoding(rows.train) };
    target.checkTarget(rows.train);
    const width = encodings.reduce((sum, column) => sum + columnWidth(column), 0);
    if (width * this.#rows > MOST_NUMBERS)
      throw new DataError(
        `The ${inputs.length} columns become ${width} inputs in ${this.#rows} rows, more than fits. Leave out the categories with the most values.`,
      );
    const examples = (part: Uint32Array): Examples => encodeRows(part, inputs, target, encoding, width);
    return {
      inputNames: inputNames(encodings),
      targetNames: encoding.target.kind === 'number' ? [encoding.target.name] : encoding.target.values,
      parts: { train: examples(rows.train), validation: examples(rows.validation), test: examples(rows.test) },
      encoding,
      dropped: this.#dropped,
      filled: this.#filled,
    };
  }
}

function encodeRows(
  rows: Uint32Array,
  inputs: readonly ColumnValues[],
  target: ColumnValues,
  encoding: TableEncoding,
  width: number,
): Examples {
  const values = new Float32Array(rows.length * width);
  let at = 0;
  inputs.forEach((column, c) => {
    const own = encoding.inputs[c]!;
    rows.forEach((row, i) => column.encode(row, own, values, i * width + at));
    at += columnWidth(own);
  });
  return { count: rows.length, width, inputs: { kind: 'dense', values, scale: 1 }, targets: targets() };

  function targets(): Targets {
    if (encoding.target.kind === 'category')
      return { kind: 'classes', classes: rows.map((row) => target.id(row)), count: encoding.target.values.length };
    const y = new Float32Array(rows.length);
    rows.forEach((row, i) => target.encode(row, encoding.target, y, i));
    return { kind: 'values', values: y, width: 1 };
  }
}
