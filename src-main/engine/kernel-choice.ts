/** Which kernels train on this machine: the fastest that its processor and runtime can run. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelShape, RecurrentKernels } from '#shared/kernels/contract.ts';
import { createSimdKernels, detectSimd } from '#shared/kernels/simd/simd-kernels.ts';
import { createReferenceKernels } from '#shared/model/reference-kernels.ts';

/** Can be sent to a worker thread as it is. */
export interface KernelChoice {
  readonly name: string;
  /** A sentence: why these. */
  readonly note: string;
  /** null: the reference. */
  readonly module: WebAssembly.Module | null;
}

const CANDIDATES = [
  { name: 'simd128', note: 'WebAssembly SIMD with fused multiply-add.' },
  {
    name: 'simd128-plain',
    note: 'WebAssembly SIMD without fused multiply-add, which this processor or runtime does not offer: training is a little slower.',
  },
] as const;

/** @param folder holds NAME.wasm */
export function chooseKernels(folder: string): KernelChoice {
  const missing: string[] = [];
  const present = CANDIDATES.flatMap((candidate) => {
    try {
      return [{ ...candidate, bytes: new Uint8Array(readFileSync(join(folder, `${candidate.name}.wasm`))) }];
    } catch {
      missing.push(candidate.name);
      return [];
    }
  });
  const chosen = detectSimd(present);
  if (chosen !== null) return { name: chosen.name, note: chosen.note, module: new WebAssembly.Module(chosen.bytes) };
  return {
    name: 'reference',
    module: null,
    note:
      missing.length === CANDIDATES.length
        ? `The plain TypeScript kernels, which are slow: the compiled ones are missing from ${folder}. Build or install Unfold again.`
        : 'The plain TypeScript kernels, which are slow: this processor or runtime has no WebAssembly SIMD.',
  };
}

export const createKernels = ({ module, name }: KernelChoice, shape: ModelShape): RecurrentKernels =>
  module === null ? createReferenceKernels(shape) : createSimdKernels(module, shape, name);
