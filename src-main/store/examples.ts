/** The examples of data sets: each part cut into chunks of whole examples, about a megabyte each. Little-endian. */
import type { DenseInputs, Examples, Targets } from '#shared/datasets/examples.ts';
import type { DataSetEntry } from '#shared/protocol/index.ts';
import type { Split } from '#shared/text/settings.ts';
import { getDataSet } from './data-sets.ts';
import type { ReadableDatabase, WritableDatabase } from './database.ts';

type InputType = 'float32' | 'uint8';
type Values = Float32Array | Uint8Array | Uint32Array;

const CHUNK_BYTES = 1 << 20;

/** @throws RangeError for sparse inputs, which no data set has */
export function inputFormat(examples: Examples): { readonly type: InputType; readonly scale: number } {
  const { values, scale } = denseInputs(examples);
  return { type: values instanceof Uint8Array ? 'uint8' : 'float32', scale };
}

export function insertExamples(database: WritableDatabase, dataSet: number, split: Split, examples: Examples): void {
  const { count, width, targets } = examples;
  const inputs = denseInputs(examples).values;
  const [y, units] = targets.kind === 'classes' ? [targets.classes, 1] : [targets.values, targets.width];
  const perChunk = Math.max(1, Math.floor(CHUNK_BYTES / (width * inputs.BYTES_PER_ELEMENT + units * 4)));
  for (let chunk = 0; chunk * perChunk < count; chunk++) {
    const begin = chunk * perChunk;
    const end = Math.min(count, begin + perChunk);
    database.run(
      'INSERT INTO example_chunks VALUES (?, ?, ?, ?, ?, ?)',
      dataSet,
      split,
      chunk,
      end - begin,
      bytesOf(inputs, begin * width, end * width),
      bytesOf(y, begin * units, end * units),
    );
  }
}

/** @throws UnfoldError `not-found` */
export const readExamples = (database: ReadableDatabase, id: number, split: Split): Examples =>
  readSomeExamples(database, id, split, 0, Infinity);

/** At most `limit` examples from `offset` on. @throws UnfoldError `not-found` */
export function readSomeExamples(
  database: ReadableDatabase,
  id: number,
  split: Split,
  offset: number,
  limit: number,
): Examples {
  const { counts, inputs: width, targets } = getDataSet(database, id);
  const count = Math.max(0, Math.min(limit, counts[split] - offset));
  const { values, scale } = emptyInputs(database, id, count * width);
  const units = targets.kind === 'classes' ? 1 : targets.names.length;
  const y = targets.kind === 'classes' ? new Uint32Array(count) : new Float32Array(count * units);

  const chunks = database.all<{ chunk: number; examples: number }>(
    'SELECT chunk, examples FROM example_chunks WHERE data_set = ? AND split = ? ORDER BY chunk',
    id,
    split,
  );
  let first = 0;
  for (const { chunk, examples } of chunks) {
    // what of this chunk is wanted, in examples of the part
    const begin = Math.max(first, offset);
    const end = Math.min(first + examples, offset + count);
    if (begin < end) {
      const row = database.get<{ inputs: Uint8Array; targets: Uint8Array }>(
        'SELECT inputs, targets FROM example_chunks WHERE data_set = ? AND split = ? AND chunk = ?',
        id,
        split,
        chunk,
      );
      copy(row?.inputs, values, width, begin - first, end - first, begin - offset);
      copy(row?.targets, y, units, begin - first, end - first, begin - offset);
    }
    first += examples;
  }
  return { count, width, inputs: { kind: 'dense', values, scale }, targets: asTargets(targets, y) };
}

function emptyInputs(database: ReadableDatabase, id: number, length: number): Omit<DenseInputs, 'kind'> {
  const row = database.get<{ input_scale: number; input_type: InputType }>(
    'SELECT input_scale, input_type FROM data_sets WHERE id = ?',
    id,
  );
  const values = row?.input_type === 'uint8' ? new Uint8Array(length) : new Float32Array(length);
  return { values, scale: row?.input_scale ?? 1 };
}

const asTargets = ({ names }: DataSetEntry['targets'], y: Uint32Array | Float32Array): Targets =>
  y instanceof Uint32Array
    ? { kind: 'classes', classes: y, count: names.length }
    : { kind: 'values', values: y, width: names.length };

function denseInputs({ inputs }: Examples): DenseInputs {
  if (inputs.kind === 'dense') return inputs;
  throw new RangeError('Data sets are stored with dense inputs.');
}

const bytesOf = (values: Values, begin: number, end: number): Uint8Array =>
  new Uint8Array(
    values.buffer,
    values.byteOffset + begin * values.BYTES_PER_ELEMENT,
    (end - begin) * values.BYTES_PER_ELEMENT,
  );

/** Rows `begin` to `end` of a chunk to row `at`. */
function copy(chunk: Uint8Array | undefined, to: Values, width: number, begin: number, end: number, at: number): void {
  const row = width * to.BYTES_PER_ELEMENT;
  if (chunk) bytesOf(to, at * width, to.length).set(chunk.subarray(begin * row, end * row));
}
