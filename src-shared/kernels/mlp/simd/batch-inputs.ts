/** Brings a chunk of examples into the kernels' memory, and runs the two products of the first layer that read x. */
import type { Examples, SparseInputs } from '../../../datasets/examples.ts';
import type { GradientProduct, KernelArena } from './kernel-arena.ts';
import { CHUNK, rowFloats, type Layer } from './layer.ts';

export interface BatchInputs {
  /** x of the examples `chunk`. @throws RangeError when a sparse entry lies outside the inputs */
  enter(examples: Examples, chunk: Uint32Array): void;
  /** Z = b + X W, into `z`.   @param M examples in the chunk */
  forward(layer: Layer, z: number, M: number): void;
  /** Whether a gradient of the first layer is a few rows rather than a whole matrix. */
  readonly isSparse: boolean;
  /** dW = X' delta, handed to one of the dense updates. Only when the inputs are dense. */
  gradient(layer: Layer, update: GradientProduct, to: number, velocity: number, rates: number, M: number): void;
  /** G += X' delta. Only when the inputs are sparse. */
  addGradient(layer: Layer, G: number, M: number): void;
  /** W += rate X' delta, summed in G, whose other rows are left alone. Only when the inputs are sparse. */
  descend(layer: Layer, G: number, rates: number, M: number): void;
}

/** @param width S_0 */
export function createBatchInputs(arena: KernelArena, width: number): BatchInputs {
  const { kernels } = arena;
  const stride = rowFloats(width);
  /** Dense rows, [CHUNK][stride]; allocated when dense inputs arrive. */
  let rows = 0;
  const starts = arena.allocate(CHUNK + 1);
  let entries = { capacity: 0, columns: 0, values: 0, rows: 0 };
  /** How many different columns the chunk has: they lie at entries.rows. */
  let distinct = 0;
  let chunks = 0;
  /** The last chunk that had the column, for each. */
  let seen = new Uint32Array(0);
  let isSparse = false;

  return {
    get isSparse() {
      return isSparse;
    },
    enter({ inputs }, chunk) {
      isSparse = inputs.kind === 'sparse';
      if (inputs.kind === 'sparse') {
        enterSparse(inputs, chunk);
        return;
      }
      if (rows === 0) rows = arena.allocate(CHUNK * stride);
      const { values, scale } = inputs;
      const { floats } = arena;
      chunk.forEach((i, m) => {
        const at = rows / 4 + m * stride;
        if (scale === 1) floats.set(values.subarray(i * width, (i + 1) * width), at);
        else for (let k = 0; k < width; k++) floats[at + k] = scale * values[i * width + k]!;
      });
    },
    forward({ parameters: { W, b }, ld, inputs, vectors }, z, M) {
      if (isSparse) kernels.forwardSparse(starts, entries.columns, entries.values, W, ld, b, z, ld, M, vectors);
      else kernels.forward(rows, stride * 4, W, ld, b, z, ld, M, inputs, vectors);
    },
    gradient({ delta, ld, inputs, vectors }, update, to, velocity, rates, M) {
      update(rows, stride * 4, delta, ld, to, velocity, ld, M, inputs, vectors, rates);
    },
    addGradient,
    descend(layer, G, rates, M) {
      const { parameters, ld, vectors } = layer;
      kernels.clearRows(entries.rows, distinct, G, ld, vectors);
      addGradient(layer, G, M);
      kernels.descendSparse(entries.rows, distinct, parameters.W, G, ld, vectors, rates);
    },
  };

  function addGradient({ delta, ld, vectors }: Layer, G: number, M: number): void {
    kernels.addSparse(starts, entries.columns, entries.values, G, ld, delta, ld, M, vectors);
  }

  function enterSparse({ starts: from, columns, values }: SparseInputs, chunk: Uint32Array): void {
    let count = 0;
    for (const i of chunk) count += from[i + 1]! - from[i]!;
    if (count > entries.capacity) {
      const capacity = 2 * count;
      const allocate = (): number => arena.allocate(capacity);
      entries = { capacity, columns: allocate(), values: allocate(), rows: allocate() };
    }
    if (seen.length === 0) seen = new Uint32Array(width);
    chunks++;
    distinct = 0;
    const { floats, integers } = arena;
    const [columnsAt, valuesAt, rowsAt] = [entries.columns / 4, entries.values / 4, entries.rows / 4];
    let e = 0;
    chunk.forEach((i, m) => {
      integers[starts / 4 + m] = e;
      for (let source = from[i]!; source < from[i + 1]!; source++, e++) {
        const column = columns[source]!;
        if (!(column < width)) throw new RangeError(`A sparse entry is in column ${column} of ${width}.`);
        integers[columnsAt + e] = column;
        floats[valuesAt + e] = values === null ? 1 : values[source]!;
        if (seen[column] === chunks) continue;
        seen[column] = chunks;
        integers[rowsAt + distinct++] = column;
      }
    });
    integers[starts / 4 + chunk.length] = e;
  }
}
