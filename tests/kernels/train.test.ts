import { describe, it } from 'vitest';
import { CELL_NAMES } from '#shared/kernels/contract.ts';
import { MODULES } from './cases.ts';
import { compare, type Case } from './compare.ts';

describe.each(MODULES)('%s', (module) => {
  const shapes: Case[] = [
    { K: 2, H: 1, T: 1 },
    { K: 3, H: 1, T: 1 },
    { K: 3, H: 2, T: 5 },
    { K: 5, H: 3, T: 2 },
    { K: 13, H: 4, T: 3 },
    { K: 12, H: 64, T: 4 },
    { K: 101, H: 7, T: 11 },
    { K: 257, H: 25, T: 20 },
    { K: 1003, H: 50, T: 21 },
    { K: 300, H: 128, T: 7 },
    { K: 150, H: 259, T: 9 },
    { K: 120, H: 37, T: 23 },
    { K: 120, H: 38, T: 24 },
    { K: 120, H: 39, T: 25 },
  ];
  describe.each(CELL_NAMES)('%s', (cell) => {
    it.each(shapes)('matches the reference for K=$K, H=$H, T=$T', (c) => {
      compare(module, cell, c);
    });
  });
});
