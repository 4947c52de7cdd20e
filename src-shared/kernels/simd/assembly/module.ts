/** The whole text of one module, in AssemblyScript. */
import { cells } from './cells.ts';
import { exp2Function } from './exponential.ts';
import { norms } from './norms.ts';
import { passes } from './passes.ts';
import { products } from './products.ts';
import { recurrence } from './recurrence.ts';
import { rows } from './rows.ts';
import { softmax } from './softmax.ts';
import { state } from './state.ts';
import { windows } from './windows.ts';
import { widthFunction } from './emit.ts';
import type { KernelOptions } from './options.ts';

export const kernelSource = (options: KernelOptions): string =>
  [
    '// Generated from src-shared/kernels/simd/assembly: do not edit.\n',
    state(options),
    widthFunction(),
    products(options),
    exp2Function(options),
    rows(options),
    cells(options),
    softmax(options),
    recurrence(options),
    windows(options),
    passes(options),
    norms(),
  ].join('\n');
