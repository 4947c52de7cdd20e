/** Random models and sequences for the kernels' tests, from an explicit seed, and the modules under test. */
import { buildKernels, readKernel } from '../../scripts/build-kernels.ts';
import { createSimdKernels } from '#shared/kernels/simd/simd-kernels.ts';
import type { ModelShape, LanguageModelKernels, StepOptions } from '#shared/kernels/contract.ts';
import { matrixShapes } from '#shared/kernels/matrix-shapes.ts';
import type { Weights } from './reference.ts';

await buildKernels();
export const MODULES = ['simd256', 'simd128', 'simd128-plain'] as const;
export type ModuleName = (typeof MODULES)[number];
export const compiled = new Map(MODULES.map((name) => [name, new WebAssembly.Module(readKernel(name))]));

export const createKernels = (name: ModuleName, shape: ModelShape): LanguageModelKernels =>
  createSimdKernels(compiled.get(name)!, shape, name);

/** mulberry32 */
export function random(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Uniform in +-scale, rounded to single precision so that both sides start from the same numbers. */
export const uniform = (next: () => number, size: number, scale: number): Float64Array =>
  Float64Array.from({ length: size }, () => Math.fround((next() * 2 - 1) * scale));

export const tokens = (next: () => number, T: number, K: number): Uint32Array =>
  Uint32Array.from({ length: T }, () => Math.floor(next() * K));

/** Three matrices of three different scales: swapping or transposing two of them changes every result. */
export function randomWeights(next: () => number, shape: ModelShape, scores = 1): Weights {
  const { W_in, W_rec, W_out } = matrixShapes(shape);
  const draw = ([rows, columns]: readonly [number, number], scale: number): Float64Array =>
    uniform(next, rows * columns, scale);
  return {
    W_in: draw(W_in, 0.9),
    W_rec: draw(W_rec, 1.3 / Math.sqrt(W_rec[1])),
    W_out: draw(W_out, (1.7 * scores) / Math.sqrt(W_out[1])),
  };
}

export const PLAIN: StepOptions = {
  learningRate: 0.1,
  clipNorm: null,
  clipValue: null,
  truncate: null,
  wantNorms: false,
};
