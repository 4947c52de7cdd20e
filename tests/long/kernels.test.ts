/** Many random shapes, all cells, both modules: the long version of tests/kernels. */
import { describe, it } from 'vitest';
import { CELL_NAMES, type CellName } from '#shared/kernels/contract.ts';
import { MODULES, random } from '../kernels/cases.ts';
import { type Case, compare } from '../kernels/compare.ts';

const CASES = 200;

/**
 * Sizes crowd near 1 and reach over tiles, blocks, shards and time chunks. Recurrent weights may exceed 1 where H is
 * small, and then a ReLU network's state grows by as much each step: its sequences are short.
 */
const LONGEST = { tanh: 120, sigmoid: 220, relu: 24 };

function shapes(cell: CellName, seed: number): Case[] {
  const next = random(seed);
  const size = (low: number, high: number): number => low + Math.floor((high - low) * next() ** 3);
  return Array.from({ length: CASES }, () => ({ K: size(2, 3000), H: size(1, 300), T: size(1, LONGEST[cell]) }));
}

describe.each(MODULES)('%s', (module) => {
  it.each(CELL_NAMES.map((cell, seed) => ({ cell, seed })))('matches the reference: $cell', ({ cell, seed }) => {
    for (const shape of shapes(cell, seed)) compare(module, cell, shape);
  });
});
