/** Kernels whose next token depends on the last one only, by a table: what is drawn can be told in advance. */
import type { LanguageModelKernels } from '#shared/kernels/contract.ts';
import { createReferenceKernels } from '#shared/model/reference-kernels.ts';

/**
 * All that is fed to them is in `fed`.
 * @param rows [K][K] the distribution after each token
 */
export function markovKernels(rows: readonly (readonly number[])[]): LanguageModelKernels & { readonly fed: number[] } {
  const fed: number[] = [];
  return {
    ...createReferenceKernels({ vocabulary: rows.length, hidden: 1, cell: 'tanh' }),
    fed,
    advanceState: (inputs) => void fed.push(...inputs),
    predictNext(token, distribution) {
      fed.push(token);
      distribution.set(rows[token]!);
    },
  };
}
