/** How rows of a table, or of numbers, become a network's inputs, and its outputs an answer in the table's units. */
import { DataError } from '#shared/datasets/data-error.ts';
import type { DenseInputs } from '#shared/datasets/examples.ts';
import { parseNumber } from '#shared/datasets/table/cells.ts';
import { decodeNumber, encodeRow } from '#shared/datasets/table/encoding.ts';
import { notANumber } from '#shared/datasets/table/table-profile.ts';
import { inputUnits } from '#shared/kernels/mlp/shape.ts';
import { UnfoldError } from '#shared/protocol/index.ts';
import type { LoadedPerceptron } from './loaded-perceptron.ts';

type Network = Pick<LoadedPerceptron, 'kernels' | 'known'>;

/** One for each field that a row needs. */
export function inputColumns({ kernels, known }: Network): readonly string[] {
  const { encoding, inputNames } = known;
  if (encoding) return encoding.inputs.map(({ name }) => name);
  return inputNames ?? Array.from({ length: inputUnits(kernels.shape) }, (_, k) => `x${k + 1}`);
}

/** @param rows one field for each input column, in order   @param numbers of the rows, for sentences; left out: from 1 */
export function encodeInputs(
  network: Network,
  rows: readonly (readonly string[])[],
  numbers: ArrayLike<number> = rows.map((_, i) => i + 1),
): DenseInputs {
  const columns = inputColumns(network);
  const width = inputUnits(network.kernels.shape);
  const { encoding, inputScale } = network.known;
  const values = new Float32Array(rows.length * width);
  rows.forEach((fields, i) => {
    const row = numbers[i] ?? i + 1;
    if (fields.length !== columns.length)
      throw new UnfoldError(
        'refused',
        `Row ${row} has ${fields.length} fields, but the network has ${columns.length} input columns. Give one field for each.`,
      );
    const x = told(() => (encoding ? encodeRow(encoding, fields, row) : numbersOf(fields, columns, row)));
    values.set(x, i * width);
  });
  return { kind: 'dense', values, scale: inputScale };
}

function numbersOf(fields: readonly string[], columns: readonly string[], row: number): Float32Array {
  return Float32Array.from(fields, (text, c) => {
    const number = parseNumber(text, '.');
    if (number === null) throw new DataError(notANumber({ row, text }, columns[c] ?? ''));
    return number;
  });
}

/** a^L as a table writes it: a standardised target in its own unit. */
export function decodeOutputs({ known: { encoding } }: Network, outputs: ArrayLike<number>): number[] {
  const numbers = Array.from(outputs);
  return encoding?.target.kind === 'number' ? numbers.map((a) => decodeNumber(encoding, a)) : numbers;
}

/** What is wrong with a person's data, as the sentence that it is. */
export function told<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof DataError ? new UnfoldError('refused', error.message) : error;
  }
}
