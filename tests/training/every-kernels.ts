/** The implementations that a run can be trained with, and makers of small models on them. */
import type { ModelShape, LanguageModelKernels } from '#shared/kernels/contract.ts';
import { KERNEL_MODULES } from '#shared/kernels/simd/assembly/options.ts';
import { createSimdKernels } from '#shared/kernels/simd/simd-kernels.ts';
import { buildKernels, readKernel } from '../../scripts/build-kernels.ts';
import { float32Reference, randomParameters } from './corpora.ts';

await buildKernels();

type CreateKernels = (shape: ModelShape, seed: number) => LanguageModelKernels;

const simd = Object.keys(KERNEL_MODULES).map((name): [string, CreateKernels] => {
  const module = new WebAssembly.Module(readKernel(name));
  return [
    name,
    (shape, seed) => {
      const kernels = createSimdKernels(module, shape, name);
      kernels.writeParameters(randomParameters(shape, seed));
      return kernels;
    },
  ];
});

export const EVERY_KERNELS: readonly [string, CreateKernels][] = [['reference', float32Reference], ...simd];
