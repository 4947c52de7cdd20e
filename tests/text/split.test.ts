import { describe, expect, it } from 'vitest';
import { assignSplits, partSizes } from '#shared/text/split.ts';

const SHARES = { train: 90, validation: 5, test: 5 };
const sizesOf = (parts: Uint8Array): number[] => [0, 1, 2].map((p) => parts.filter((x) => x === p).length);

describe('partSizes', () => {
  it('rounds the shares exactly', () => {
    expect(partSizes(1000, SHARES)).toEqual({ train: 900, validation: 50, test: 50 });
    expect(partSizes(1010, SHARES)).toEqual({ train: 908, validation: 51, test: 51 });
    expect(partSizes(200, { train: 99.5, validation: 0.5, test: 0 })).toEqual({ train: 199, validation: 1, test: 0 });
  });

  it('gives each part with a share at least one, training first, then validation', () => {
    expect(partSizes(0, SHARES)).toEqual({ train: 0, validation: 0, test: 0 });
    expect(partSizes(1, SHARES)).toEqual({ train: 1, validation: 0, test: 0 });
    expect(partSizes(2, SHARES)).toEqual({ train: 1, validation: 1, test: 0 });
    expect(partSizes(3, SHARES)).toEqual({ train: 1, validation: 1, test: 1 });
    expect(partSizes(5, { train: 100, validation: 0, test: 0 })).toEqual({ train: 5, validation: 0, test: 0 });
    expect(partSizes(2, { train: 50, validation: 0, test: 50 })).toEqual({ train: 1, validation: 0, test: 1 });
  });

  it('never gives away the last sentence of training and always sums to n', () => {
    for (const shares of [SHARES, { train: 1, validation: 49, test: 50 }, { train: 0.1, validation: 99.9, test: 0 }])
      for (let n = 1; n < 60; n++) {
        const { train, validation, test } = partSizes(n, shares);
        expect(train + validation + test).toBe(n);
        expect(Math.min(validation, test)).toBeGreaterThanOrEqual(0);
        expect(train).toBeGreaterThanOrEqual(1);
        if (n >= 3) expect(validation).toBeGreaterThanOrEqual(1);
      }
  });
});

describe('assignSplits', () => {
  it('assigns exactly the sizes, the same for the same seed, another choice for another', () => {
    const first = assignSplits(1000, SHARES, 1);
    expect(sizesOf(first)).toEqual([900, 50, 50]);
    expect(assignSplits(1000, SHARES, 1)).toEqual(first);
    expect(assignSplits(1000, SHARES, 2)).not.toEqual(first);
    expect(sizesOf(assignSplits(1000, SHARES, 2))).toEqual([900, 50, 50]);
  });

  it('draws from the whole text', () => {
    const parts = assignSplits(1000, SHARES, 7);
    for (const part of [1, 2]) {
      const mean = parts.reduce((sum, p, i) => (p === part ? sum + i : sum), 0) / 50;
      expect(Math.abs(mean - 500)).toBeLessThan(150);
    }
  });
});
