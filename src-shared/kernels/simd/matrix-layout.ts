/** Dense row-major matrices to and from the kernels' padded rows. */
import type { KernelMemory } from './kernel-memory.ts';
import { PARAMETER_NAMES, type ModelShape, type Parameters } from '../contract.ts';
import { matrixShapes } from '../matrix-shapes.ts';

type Dense = Float32Array | Float64Array;

/** Where a matrix lies, in floats. */
interface Place {
  readonly at: number;
  readonly rows: number;
  /** From one row to the next. */
  readonly stride: number;
  /** Pieces of a row that are padded one by one: the projections of a window. */
  readonly pieces: number;
  readonly piece: number;
  /** From one piece to the next. */
  readonly pieceStride: number;
}

/** @throws RangeError when an array's length does not fit the shape */
export function checkParameters(parameters: Parameters<Dense>, shape: ModelShape): void {
  const shapes = matrixShapes(shape);
  for (const name of PARAMETER_NAMES) {
    const size = shapes[name][0] * shapes[name][1];
    const length = parameters[name].length;
    if (length !== size) {
      throw new RangeError(
        `${name} has ${length} elements, but a vocabulary of ${shape.vocabulary} and ${shape.hidden} hidden units need ` +
          `${size}. Check that the weights belong to this model.`,
      );
    }
  }
}

export function packParameters(memory: KernelMemory, parameters: Parameters<Dense>, shape: ModelShape): void {
  const { W_in, W_rec, W_out } = parameters;
  packRows(memory, outputPlace(memory), W_out);
  packRows(memory, recurrentPlace(memory, shape), W_rec);
  const [rows, K] = matrixShapes(shape).W_in;
  const [to, stride] = [memory.at('W_IN'), memory.field('LDI') / 4];
  const floats = memory.floats;
  for (let k = 0; k < K; k++) for (let i = 0; i < rows; i++) floats[to + k * stride + i] = W_in[i * K + k]!;
}

export function unpackParameters(memory: KernelMemory, shape: ModelShape): Parameters {
  const [rows, K] = matrixShapes(shape).W_in;
  const [from, stride] = [memory.at('W_IN'), memory.field('LDI') / 4];
  const W_in = new Float32Array(rows * K);
  const floats = memory.floats;
  for (let k = 0; k < K; k++) for (let i = 0; i < rows; i++) W_in[i * K + k] = floats[from + k * stride + i]!;
  return {
    W_in,
    W_rec: unpackRows(memory, recurrentPlace(memory, shape)),
    W_out: unpackRows(memory, outputPlace(memory)),
  };
}

function outputPlace(memory: KernelMemory): Place {
  const [rows, piece] = [memory.field('K'), memory.field('H')];
  return { at: memory.at('W_OUT'), rows, stride: memory.rowFloats, pieces: 1, piece, pieceStride: 0 };
}

function recurrentPlace(memory: KernelMemory, shape: ModelShape): Place {
  const [pieces, piece] = shape.architecture === 'window' ? [shape.context, shape.projection] : [1, shape.hidden];
  const [stride, pieceStride] = [memory.field('LDR') / 4, memory.field('LDI') / 4];
  return { at: memory.at('W_REC'), rows: shape.hidden, stride, pieces, piece, pieceStride };
}

function packRows(memory: KernelMemory, place: Place, matrix: Dense): void {
  const { piece } = place;
  eachPiece(place, (at, n) => memory.floats.set(matrix.subarray(n * piece, (n + 1) * piece), at));
}

function unpackRows(memory: KernelMemory, place: Place): Float32Array<ArrayBuffer> {
  const { rows, pieces, piece } = place;
  const matrix = new Float32Array(rows * pieces * piece);
  eachPiece(place, (at, n) => matrix.set(memory.floats.subarray(at, at + piece), n * piece));
  return matrix;
}

function eachPiece({ at, rows, stride, pieces, pieceStride }: Place, visit: (at: number, n: number) => void): void {
  for (let r = 0; r < rows; r++)
    for (let j = 0; j < pieces; j++) visit(at + r * stride + j * pieceStride, r * pieces + j);
}
