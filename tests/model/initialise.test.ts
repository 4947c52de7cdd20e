import { expect, test } from 'vitest';
import { initialise } from '#shared/model/initialise.ts';
import { Random } from '#shared/random.ts';

const shape = { vocabulary: 400, hidden: 25, cell: 'tanh' } as const;

test.each([
  ['W_in', 25 * 400, 1 / 20],
  ['W_rec', 25 * 25, 1 / 5],
  ['W_out', 400 * 25, 1 / 5],
] as const)('%s is uniform in ±1/sqrt(fan-in)', (name, length, bound) => {
  const w = initialise(shape, 1)[name];
  expect(w).toHaveLength(length);
  const largest = w.reduce((m, x) => Math.max(m, Math.abs(x)), 0);
  expect(largest).toBeLessThanOrEqual(bound);
  expect(largest).toBeGreaterThan(0.98 * bound);
  // Four standard errors of the mean and of the mean square of a uniform variable.
  const mean = w.reduce((s, x) => s + x, 0) / length;
  const meanSquare = w.reduce((s, x) => s + x * x, 0) / length;
  expect(Math.abs(mean)).toBeLessThan((4 * bound) / Math.sqrt(3 * length));
  expect(Math.abs(meanSquare - bound ** 2 / 3)).toBeLessThan(4 * bound ** 2 * Math.sqrt(4 / 45 / length));
});

test('drawn in the documented order: W_in, W_rec, W_out, each row by row', () => {
  const random = new Random(7);
  const { W_in, W_rec, W_out } = initialise({ vocabulary: 4, hidden: 1, cell: 'relu' }, 7);
  const draw = (fanIn: number): number => Math.fround((2 * random.next() - 1) / Math.sqrt(fanIn));
  expect([...W_in]).toEqual([draw(4), draw(4), draw(4), draw(4)]);
  expect([...W_rec]).toEqual([draw(1)]);
  expect([...W_out]).toEqual([draw(1), draw(1), draw(1), draw(1)]);
});

test('the seed decides', () => {
  expect(initialise(shape, 3)).toEqual(initialise(shape, 3));
  expect(initialise(shape, 3).W_rec).not.toEqual(initialise(shape, 4).W_rec);
});

test('of a window model: P x K, H x c P and K x H, uniform in what belongs to each', () => {
  const window = { architecture: 'window', ...shape, projection: 16, context: 3 } as const;
  const { W_in, W_rec, W_out } = initialise(window, 1);
  const largest = (w: Float32Array): number => w.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  for (const [w, length, bound] of [
    [W_in, 16 * 400, 16 ** -0.5],
    [W_rec, 25 * 48, 48 ** -0.5],
    [W_out, 400 * 25, 25 ** -0.5],
  ] as const) {
    expect(w).toHaveLength(length);
    expect(largest(w)).toBeLessThanOrEqual(Math.fround(bound));
    expect(largest(w)).toBeGreaterThan(0.99 * bound);
  }
});
