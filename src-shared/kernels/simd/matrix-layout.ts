/** Dense row-major matrices to and from the kernels' padded rows. */
import type { KernelMemory } from './kernel-memory.ts';
import type { Parameters, ParameterName } from '../contract.ts';

type Dense = Float32Array | Float64Array;

const sizes = (K: number, H: number): Record<ParameterName, number> => ({ W_in: H * K, W_rec: H * H, W_out: K * H });

/** @throws RangeError when an array's length does not fit the shape */
export function checkParameters(parameters: Parameters<Dense>, K: number, H: number): void {
  for (const [name, size] of Object.entries(sizes(K, H)) as [ParameterName, number][]) {
    const length = parameters[name].length;
    if (length !== size) {
      throw new RangeError(
        `${name} has ${length} elements, but a vocabulary of ${K} and ${H} hidden units need ${size}. ` +
          'Check that the weights belong to this model.',
      );
    }
  }
}

export function packParameters(memory: KernelMemory, parameters: Parameters<Dense>): void {
  const { W_in, W_rec, W_out } = parameters;
  packRows(memory, memory.at('W_OUT'), W_out, memory.field('K'));
  packRows(memory, memory.at('W_REC'), W_rec, memory.field('H'));
  const [H, K, to, stride] = [memory.field('H'), memory.field('K'), memory.at('W_IN'), memory.rowFloats];
  const floats = memory.floats;
  for (let k = 0; k < K; k++) for (let h = 0; h < H; h++) floats[to + k * stride + h] = W_in[h * K + k]!;
}

export function unpackParameters(memory: KernelMemory): Parameters {
  const [H, K, from, stride] = [memory.field('H'), memory.field('K'), memory.at('W_IN'), memory.rowFloats];
  const W_in = new Float32Array(H * K);
  const floats = memory.floats;
  for (let k = 0; k < K; k++) for (let h = 0; h < H; h++) W_in[h * K + k] = floats[from + k * stride + h]!;
  return {
    W_in,
    W_rec: unpackRows(memory, memory.at('W_REC'), H),
    W_out: unpackRows(memory, memory.at('W_OUT'), K),
  };
}

function packRows(memory: KernelMemory, to: number, matrix: Dense, rows: number): void {
  const [H, stride] = [memory.field('H'), memory.rowFloats];
  for (let r = 0; r < rows; r++) memory.floats.set(matrix.subarray(r * H, (r + 1) * H), to + r * stride);
}

function unpackRows(memory: KernelMemory, from: number, rows: number): Float32Array<ArrayBuffer> {
  const [H, stride] = [memory.field('H'), memory.rowFloats];
  const matrix = new Float32Array(rows * H);
  for (let r = 0; r < rows; r++) matrix.set(memory.floats.subarray(from + r * stride, from + r * stride + H), r * H);
  return matrix;
}
