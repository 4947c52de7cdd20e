import { describe, it } from 'vitest';
import { CELL_NAMES, type StepOptions } from '#shared/kernels/contract.ts';
import { MODULES } from './cases.ts';
import { compare, type Case } from './compare.ts';

/** Small enough to be reached by every case below, so that clipping really changes the update. */
const options: Record<string, Partial<StepOptions>> = {
  plain: { wantNorms: false },
  'clip norm': { clipNorm: 0.5, wantNorms: false },
  'clip norm, not reached': { clipNorm: 1e6 },
  'clip value': { clipValue: 0.02, wantNorms: false },
  'clip value with norms': { clipValue: 0.02 },
  'both clips': { clipNorm: 0.5, clipValue: 0.01 },
  'truncated to 1': { truncate: 1, wantNorms: false },
  'truncated to 2': { truncate: 2 },
  'truncated to 5, clipped': { truncate: 5, clipNorm: 0.5, clipValue: 0.03 },
  'truncated beyond the sequence': { truncate: 1000 },
};

/** Around a vector (4), six vectors (24), one chunk (96) and two; few tokens, so that inputs repeat. */
const shapes: Case[] = [
  { K: 7, H: 5, T: 1 },
  { K: 9, H: 6, T: 23 },
  { K: 60, H: 9, T: 24, carried: true },
  { K: 61, H: 33, T: 25, carried: true },
  { K: 50, H: 10, T: 95 },
  { K: 50, H: 11, T: 96, carried: true },
  { K: 50, H: 12, T: 97, carried: true },
  { K: 700, H: 13, T: 98 },
  { K: 30, H: 64, T: 193, carried: true },
];

describe.each(MODULES)('%s', (module) => {
  describe.each(Object.keys(options))('%s', (name) => {
    it.each(shapes)('matches the reference for K=$K, H=$H, T=$T', (shape) => {
      const cell = CELL_NAMES[(shape.T + name.length) % CELL_NAMES.length]!;
      compare(module, cell, { ...shape, options: options[name]! });
    });
  });

  it('matches the reference for a sequence of several chunks, truncated, in all cells', () => {
    for (const cell of CELL_NAMES) {
      compare(module, cell, { K: 40, H: 7, T: 300, carried: true, options: { truncate: 3, clipNorm: 1 } });
      compare(module, cell, { K: 40, H: 7, T: 300, carried: true, options: { clipValue: 0.05 } });
    }
  });
});
