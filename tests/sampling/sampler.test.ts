import { describe, expect, it } from 'vitest';
import { Random } from '#shared/random.ts';
import { largest } from '#shared/sampling/largest.ts';
import { createSampler } from '#shared/sampling/sampler.ts';
import type { SamplingSettings } from '#shared/sampling/settings.ts';
import { applyTemperature } from '#shared/sampling/temperature.ts';
import { keepTopK } from '#shared/sampling/top-k.ts';
import { keepTopP } from '#shared/sampling/top-p.ts';

const plain: SamplingSettings = { temperature: 1, topK: null, topP: null };
const DRAWS = 20_000;

/** How often each id was drawn. */
function histogram(y: number[], settings: Partial<SamplingSettings>, excluded: number[] = [], seed = 1): number[] {
  const sampler = createSampler({ ...plain, ...settings }, seed, excluded);
  const distribution = Float32Array.from(y);
  const counts = y.map(() => 0);
  for (let i = 0; i < DRAWS; i++) counts[sampler.draw(distribution)]!++;
  return counts;
}

/** Pearson's chi-square against these probabilities; ids that must not be drawn have probability 0. */
function chiSquare(counts: number[], p: number[]): number {
  return counts.reduce((sum, count, k) => {
    if (p[k] === 0) return count === 0 ? sum : Infinity;
    return sum + (count - DRAWS * p[k]!) ** 2 / (DRAWS * p[k]!);
  }, 0);
}

const y = [0.1, 0.4, 0.05, 0.3, 0.15];
/** The 99.9 % point of chi-square with 4 degrees of freedom. */
const LIMIT = 18.47;

describe('drawing', () => {
  it('follows the distribution', () => {
    expect(chiSquare(histogram(y, {}), y)).toBeLessThan(LIMIT);
  });

  it('follows another at another temperature', () => {
    for (const temperature of [0.5, 2]) {
      const w = y.map((p) => p ** (1 / temperature));
      const total = w.reduce((a, b) => a + b);
      const expected = w.map((p) => p / total);
      expect(chiSquare(histogram(y, { temperature }), expected)).toBeLessThan(LIMIT);
      expect(chiSquare(histogram(y, {}), expected)).toBeGreaterThan(LIMIT);
    }
  });

  it('never draws excluded tokens, and shares their probability out', () => {
    expect(chiSquare(histogram(y, {}, [1, 4]), [0.1 / 0.45, 0, 0.05 / 0.45, 0.3 / 0.45, 0])).toBeLessThan(LIMIT);
  });

  it('applies temperature, then top-k, then top-p', () => {
    // The three most probable, 0.4, 0.3 and 0.15, are 0.85 together: 0.7 / 0.85 > 0.8, so two are left.
    expect(chiSquare(histogram(y, { topK: 3, topP: 0.8 }), [0, 4 / 7, 0, 3 / 7, 0])).toBeLessThan(LIMIT);
    // Without top-k it takes three to reach 0.8.
    expect(chiSquare(histogram(y, { topP: 0.8 }), [0, 0.4 / 0.85, 0, 0.3 / 0.85, 0.15 / 0.85])).toBeLessThan(LIMIT);
  });

  it('is repeated by the same seed, not by another', () => {
    expect(histogram(y, {}, [], 7)).toEqual(histogram(y, {}, [], 7));
    expect(histogram(y, {}, [], 8)).not.toEqual(histogram(y, {}, [], 7));
  });

  it('takes the most probable at temperature 0, the lowest id of equals, never an excluded one', () => {
    expect(histogram(y, { temperature: 0 })[1]).toBe(DRAWS);
    expect(histogram(y, { temperature: 0 }, [1])[3]).toBe(DRAWS);
    expect(histogram([0.2, 0.4, 0.4], { temperature: 0 })[1]).toBe(DRAWS);
  });

  it('stays sound where powers overflow or underflow', () => {
    expect(histogram([1e-30, 1e-38, 0, 1 - 1e-7], { temperature: 1e-300 })[3]).toBe(DRAWS);
    const even = histogram([1e-38, 0.999, 0], { temperature: 1e6 });
    expect(Math.abs(even[0]! - even[1]!)).toBeLessThan(600);
    expect(even[2]).toBe(0);
  });

  it('says so when nothing can be drawn', () => {
    const sampler = createSampler(plain, 1, [0, 1]);
    expect(() => sampler.draw(Float32Array.of(0.5, 0.5, 0))).toThrow(/No token can be drawn/);
    expect(() => createSampler(plain, 1, []).draw(Float32Array.of(NaN, 0.5))).toThrow(/No token can be drawn/);
  });
});

describe('temperature', () => {
  it('makes the largest weight 1 and keeps the zeros', () => {
    const weights = Float64Array.of(0.25, 0, 0.5);
    applyTemperature(weights, 0.5);
    expect([...weights]).toEqual([expect.closeTo(0.25, 12), 0, 1]);
  });
});

describe('top-k', () => {
  const keep = (k: number): number[] => {
    const weights = Float64Array.of(2, 5, 5, 0, 1, 5);
    keepTopK(weights, k);
    return [...weights];
  };

  it('keeps the k largest, of equals the lower ids', () => {
    expect(keep(1)).toEqual([0, 5, 0, 0, 0, 0]);
    expect(keep(2)).toEqual([0, 5, 5, 0, 0, 0]);
    expect(keep(4)).toEqual([2, 5, 5, 0, 0, 5]);
    expect(keep(6)).toEqual([2, 5, 5, 0, 1, 5]);
    expect(keep(1000)).toEqual([2, 5, 5, 0, 1, 5]);
  });
});

describe('top-p', () => {
  const keep = (p: number): number[] => {
    const weights = Float64Array.of(1, 4, 3, 0, 2);
    keepTopP(weights, p);
    return [...weights];
  };

  it('keeps the fewest that together reach p, at least one', () => {
    expect(keep(1e-9)).toEqual([0, 4, 0, 0, 0]);
    expect(keep(0.4)).toEqual([0, 4, 0, 0, 0]);
    expect(keep(0.41)).toEqual([0, 4, 3, 0, 0]);
    expect(keep(0.9)).toEqual([0, 4, 3, 0, 2]);
    expect(keep(1)).toEqual([1, 4, 3, 0, 2]);
  });

  it('looks further when the nucleus is large', () => {
    const weights = new Float64Array(1000).fill(1);
    keepTopP(weights, 0.5);
    expect(weights.indexOf(0)).toBe(500);
    expect(weights.lastIndexOf(1)).toBe(499);
  });
});

describe('the largest values', () => {
  it('are those of a full sort', () => {
    const random = new Random(1);
    for (const size of [0, 1, 2, 3, 10, 257]) {
      const values = Float64Array.from({ length: size }, () => random.below(20));
      const sorted = [...values.keys()].sort((a, b) => values[b]! - values[a]! || a - b);
      for (const count of [0, 1, 2, 5, size - 1, size, size + 3])
        expect([...largest(values, Math.max(0, count))]).toEqual(sorted.slice(0, Math.max(0, count)));
    }
  });
});
