/**
 * Where one layer lies in the kernels' memory. Its weights are stored transposed, [inputs][units]: row k holds what
 * input k adds to all units. Rows of units are padded to whole vectors, rows of inputs to a multiple of four; padding is
 * zero and stays zero.
 */
import type { MlpParameters } from '../contract.ts';
import type { KernelArena } from './kernel-arena.ts';

/** The most examples that go through the network at once; larger batches go chunk by chunk. */
export const CHUNK = 128;
export const LANES = 4;

const padded = (count: number): number => Math.ceil(count / LANES) * LANES;

/** Floats from one row of `units` to the next: rows a multiple of 256 bytes apart would compete for the same cache sets. */
export const rowFloats = (units: number): number => (padded(units) % 64 === 0 ? padded(units) + 16 : padded(units));

/** Weights and biases, or gradients, or velocities, of one layer: addresses in bytes. */
export interface LayerMatrices {
  /** [inputs padded][ld] */
  readonly W: number;
  /** [ld] */
  readonly b: number;
}

export interface Layer {
  /** S_{l-1} */
  readonly inputs: number;
  /** S_l */
  readonly units: number;
  /** Whole vectors in a row of units. */
  readonly vectors: number;
  /** Bytes from one row of units to the next. */
  readonly ld: number;
  readonly parameters: LayerMatrices;
  /** db, [ld] */
  readonly db: number;
  /** a^l and delta^l of the chunk's examples, [CHUNK][ld]. */
  readonly a: number;
  readonly delta: number;
}

export function createLayer(arena: KernelArena, inputs: number, units: number): Layer {
  const floats = rowFloats(units);
  return {
    inputs,
    units,
    vectors: padded(units) / LANES,
    ld: floats * 4,
    parameters: createMatrices(arena, inputs, units),
    db: arena.allocate(floats),
    a: arena.allocate(CHUNK * floats),
    delta: arena.allocate(CHUNK * floats),
  };
}

/** All zero. */
export const createMatrices = (arena: KernelArena, inputs: number, units: number): LayerMatrices => ({
  W: arena.allocate(padded(inputs) * rowFloats(units)),
  b: arena.allocate(rowFloats(units)),
});

/** Vectors that all rows of W span, padding between them included. */
export const matrixVectors = ({ inputs, ld }: Layer): number => (inputs * ld) / (LANES * 4);

/** From the dense row-major form, W [units, inputs]. */
export function writeMatrices(
  { floats }: KernelArena,
  { inputs, units, ld }: Layer,
  to: LayerMatrices,
  W: Float32Array | Float64Array,
  b: Float32Array | Float64Array,
): void {
  const [at, stride] = [to.W / 4, ld / 4];
  for (let j = 0; j < units; j++) for (let k = 0; k < inputs; k++) floats[at + k * stride + j] = W[j * inputs + k]!;
  floats.set(b, to.b / 4);
}

/** Copies in the dense row-major form. */
export function readMatrices(
  { floats }: KernelArena,
  layers: readonly Layer[],
  from: readonly LayerMatrices[],
): MlpParameters {
  const weights = layers.map(({ inputs, units, ld }, l) => {
    const [at, stride] = [from[l]!.W / 4, ld / 4];
    const W = new Float32Array(units * inputs);
    for (let j = 0; j < units; j++) for (let k = 0; k < inputs; k++) W[j * inputs + k] = floats[at + k * stride + j]!;
    return W;
  });
  const biases = layers.map(({ units }, l) => floats.slice(from[l]!.b / 4, from[l]!.b / 4 + units));
  return { weights, biases };
}
