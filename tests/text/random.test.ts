import { describe, expect, it } from 'vitest';
import { Random, shuffle } from '#shared/random.ts';

describe('Random', () => {
  it('follows xoshiro128** from a known state', () => {
    // Worked by hand from the published C code: state 1, 2, 3, 4.
    const random = Random.fromState([1, 2, 3, 4]);
    expect([random.bits(), random.bits(), random.bits()]).toEqual([11520, 0, 5927040]);
  });

  it('continues from a stored state with the same numbers', () => {
    const random = new Random(7);
    for (let i = 0; i < 100; i++) random.next();
    const copy = Random.fromState(JSON.parse(JSON.stringify(random.state)) as number[]);
    for (let i = 0; i < 100; i++) expect(copy.bits()).toBe(random.bits());
  });

  it('refuses a damaged state', () => {
    for (const state of [
      [0, 0, 0, 0],
      [1, 2, 3],
      [1, 2, 3, 4.5],
      [1, 2, 3, -1],
    ])
      expect(() => Random.fromState(state)).toThrow(RangeError);
  });

  it('gives other numbers for other seeds, near ones and 0 included', () => {
    const firsts = new Set(Array.from({ length: 1000 }, (_, seed) => new Random(seed).next()));
    expect(firsts.size).toBe(1000);
  });

  it('is uniform: mean, and a chi-square over 10 classes below the 0.001 limit', () => {
    const random = new Random(1);
    const classes = new Float64Array(10);
    let sum = 0;
    for (let i = 0; i < 100_000; i++) {
      const x = random.next();
      sum += x;
      if (x < 0 || x >= 1) expect.unreachable(String(x));
      classes[random.below(10)]!++;
    }
    expect(Math.abs(sum / 100_000 - 0.5)).toBeLessThan(0.004);
    expect(classes.reduce((chi, n) => chi + (n - 10_000) ** 2 / 10_000, 0)).toBeLessThan(27.9);
  });

  it('shuffles into a permutation, each order about equally often', () => {
    const random = new Random(3);
    const orders = new Map<string, number>();
    for (let i = 0; i < 6000; i++) {
      const array = Uint32Array.of(0, 1, 2);
      shuffle(array, random);
      orders.set(array.join(), (orders.get(array.join()) ?? 0) + 1);
    }
    expect(orders.size).toBe(6);
    for (const n of orders.values()) expect(Math.abs(n - 1000)).toBeLessThan(130);
  });
});
