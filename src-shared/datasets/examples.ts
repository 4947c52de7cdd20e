/**
 * Examples (x, y) as a feed-forward network learns from them: inputs and targets of N examples side by side.
 *
 * Letters: N examples, S_0 inputs of each, C classes or target values of each.
 */

/** Row i is x of example i. */
export interface DenseInputs {
  readonly kind: 'dense';
  /** [N, S_0]; bytes keep pictures small. */
  readonly values: Float32Array | Uint8Array;
  /** x = scale * value; 1 / 255 for the grey levels of a picture. */
  readonly scale: number;
}

/** Only what is not zero: compressed sparse rows. Words as one-hot vectors, for example. */
export interface SparseInputs {
  readonly kind: 'sparse';
  /** [N + 1]; the entries of example i are starts[i] … starts[i + 1] - 1. */
  readonly starts: Uint32Array;
  /** Below S_0, for each entry; a column may occur twice in an example, its values add up. */
  readonly columns: Uint32Array;
  /** For each entry; null: all are 1. */
  readonly values: Float32Array | null;
}

export type Inputs = DenseInputs | SparseInputs;

/** A class for each example: y is one-hot, or with a single output unit 0 or 1. */
export interface ClassTargets {
  readonly kind: 'classes';
  /** [N], below C */
  readonly classes: Uint32Array;
  /** C, at least 2. */
  readonly count: number;
}

/** Numbers for each example: regression, or soft labels. */
export interface ValueTargets {
  readonly kind: 'values';
  /** [N, C] */
  readonly values: Float32Array;
  /** C */
  readonly width: number;
}

export type Targets = ClassTargets | ValueTargets;

export interface Examples {
  /** N */
  readonly count: number;
  /** S_0 */
  readonly width: number;
  readonly inputs: Inputs;
  readonly targets: Targets;
}

/** Writes x of example i.   @param x [S_0] */
export function readInput({ inputs, width }: Examples, i: number, x: Float64Array): void {
  if (inputs.kind === 'dense') {
    for (let k = 0; k < width; k++) x[k] = inputs.scale * inputs.values[i * width + k]!;
    return;
  }
  x.fill(0);
  for (let e = inputs.starts[i]!; e < inputs.starts[i + 1]!; e++) x[inputs.columns[e]!]! += inputs.values?.[e] ?? 1;
}

/** Writes y of example i.   @param y [S_L], one element for two classes as 0 or 1 */
export function readTarget({ targets }: Examples, i: number, y: Float64Array | Float32Array): void {
  if (targets.kind === 'values') {
    for (let j = 0; j < y.length; j++) y[j] = targets.values[i * targets.width + j]!;
  } else if (y.length === 1) {
    y[0] = targets.classes[i]!;
  } else {
    y.fill(0);
    y[targets.classes[i]!] = 1;
  }
}

/**
 * Whether the arrays fit each other and every index lies within its range; reads all of them once.
 * @throws RangeError with the first thing that does not fit
 */
export function checkExamples({ count: N, width, inputs, targets }: Examples): void {
  const expect = (what: string, length: number, expected: number): void => {
    if (length !== expected) throw new RangeError(`${what} of ${N} examples need ${expected} elements, not ${length}.`);
  };
  if (inputs.kind === 'dense') expect('The inputs', inputs.values.length, N * width);
  else checkSparse(inputs, N, width);
  if (targets.kind === 'values') {
    expect('The targets', targets.values.length, N * targets.width);
    return;
  }
  expect('The classes', targets.classes.length, N);
  const wrong = targets.classes.findIndex((c) => c >= targets.count);
  if (wrong >= 0)
    throw new RangeError(`Example ${wrong} has class ${targets.classes[wrong]} where there are ${targets.count}.`);
}

function checkSparse({ starts, columns, values }: SparseInputs, N: number, width: number): void {
  const entries = columns.length;
  const grows = starts.every((start, i) => i === 0 || start >= starts[i - 1]!);
  if (starts.length !== N + 1 || starts[0] !== 0 || starts[N] !== entries || !grows)
    throw new RangeError('The starts of the sparse inputs do not cut their entries into examples.');
  if (values !== null && values.length !== entries)
    throw new RangeError(`${entries} sparse entries need as many values, not ${values.length}.`);
  const wrong = columns.findIndex((column) => column >= width);
  if (wrong >= 0) throw new RangeError(`A sparse entry is in column ${columns[wrong]} of ${width}.`);
}

/** The chosen examples, copied, in the given order. */
export function selectExamples({ width, inputs, targets }: Examples, chosen: Uint32Array): Examples {
  return {
    count: chosen.length,
    width,
    inputs: inputs.kind === 'dense' ? selectDense(inputs, chosen, width) : selectSparse(inputs, chosen),
    targets:
      targets.kind === 'classes'
        ? { ...targets, classes: chosen.map((i) => targets.classes[i]!) }
        : { ...targets, values: selectRows(targets.values, chosen, targets.width) },
  };
}

const selectDense = (inputs: DenseInputs, chosen: Uint32Array, width: number): DenseInputs => ({
  ...inputs,
  values: selectRows(inputs.values, chosen, width),
});

function selectRows<A extends Float32Array | Uint8Array>(values: A, chosen: Uint32Array, width: number): A {
  const selected = (
    values instanceof Uint8Array ? new Uint8Array(chosen.length * width) : new Float32Array(chosen.length * width)
  ) as A;
  chosen.forEach((i, at) => selected.set(values.subarray(i * width, (i + 1) * width), at * width));
  return selected;
}

function selectSparse({ starts, columns, values }: SparseInputs, chosen: Uint32Array): SparseInputs {
  const selected = new Uint32Array(chosen.length + 1);
  chosen.forEach((i, at) => (selected[at + 1] = selected[at]! + starts[i + 1]! - starts[i]!));
  const entries = selected[chosen.length]!;
  const taken = { columns: new Uint32Array(entries), values: values && new Float32Array(entries) };
  chosen.forEach((i, at) => {
    taken.columns.set(columns.subarray(starts[i], starts[i + 1]), selected[at]);
    if (values) taken.values?.set(values.subarray(starts[i], starts[i + 1]), selected[at]);
  });
  return { kind: 'sparse', starts: selected, ...taken };
}
