/** The perceptron's modules: what they are made with is the recurrent kernels' description of a module. */
import { KERNEL_MODULES, type KernelOptions } from '../../../simd/assembly/options.ts';

export const MLP_KERNEL_MODULES: Readonly<Record<string, KernelOptions>> = {
  'mlp-simd128': KERNEL_MODULES['simd128']!,
  'mlp-simd128-plain': KERNEL_MODULES['simd128-plain']!,
};
