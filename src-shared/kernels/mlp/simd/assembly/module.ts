/** The whole text of one of the perceptron's modules, in AssemblyScript. Its functions keep nothing but CONSTANTS. */
import { storeConstants } from '../../../simd/assembly/constants.ts';
import { widthFunction } from '../../../simd/assembly/emit.ts';
import type { KernelOptions } from '../../../simd/assembly/options.ts';
import { activations } from './activations.ts';
import { products } from './products.ts';
import { sparse } from './sparse.ts';
import { updates } from './update.ts';

export const mlpKernelSource = (options: KernelOptions): string =>
  [
    '// Generated from src-shared/kernels/mlp/simd/assembly: do not edit.\n',
    `
let CONSTANTS: usize = 0;
/** @param table room for 64 floats */
export function configure(table: usize): void {
  CONSTANTS = table;
  ${storeConstants()}
}
`,
    widthFunction(),
    products(options),
    sparse(options),
    activations(options),
    updates(options),
  ].join('\n');
