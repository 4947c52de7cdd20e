/** Each generated data set is learned with its preset. */
import { describe, expect, it } from 'vitest';
import { readTarget } from '#shared/datasets/examples.ts';
import { generatedPreset } from '#shared/training/mlp/presets.ts';
import { data, evaluations, runToEnd, start } from './runs.ts';

/** Whether every output lies on the right side of one half. */
function solves(name: 'xor' | 'parity', size: number, seed: number): boolean {
  const set = data({ name, size });
  const { trainer, kernels } = start(set, { ...generatedPreset(name), seed });
  runToEnd(trainer);
  const { train } = set.parts;
  const outputs = new Float32Array(train.count);
  kernels.evaluate(train, Uint32Array.from(outputs.keys()), outputs);
  return outputs.every((a, i) => {
    const y = new Float32Array(1);
    readTarget(train, i, y);
    return Math.abs(a - y[0]!) < 0.5;
  });
}

describe('complete sets', () => {
  it('XOR by 2-2-1 sigmoid from at least 90 of the seeds 1 to 100', () => {
    const seeds = Array.from({ length: 100 }, (_, i) => i + 1);
    expect(seeds.filter((seed) => solves('xor', 1, seed)).length).toBeGreaterThanOrEqual(90);
  });

  it.each([3, 5])('parity of %i bits', (bits) => {
    expect([1, 2, 3].map((seed) => solves('parity', bits, seed))).toEqual([true, true, true]);
  });
});

/** Test results of three seeds, of data and network. */
const results = (name: 'moons' | 'circles' | 'spirals' | 'blobs' | 'sine', size = 1) =>
  [1, 2, 3].map((seed) => {
    const { trainer } = start(data({ name, size, seed }), { ...generatedPreset(name), seed });
    return evaluations(runToEnd(trainer), 'test')[0]!;
  });

describe('sets with a test part', () => {
  it.each([
    ['moons', 1, 0.95],
    ['circles', 1, 0.95],
    ['spirals', 2, 0.97],
    ['spirals', 3, 0.97],
    ['blobs', 3, 0.95],
  ] as const)('%s, size %i: accuracy at least %d', (name, size, accuracy) => {
    for (const result of results(name, size)) expect(result.accuracy).toBeGreaterThanOrEqual(accuracy);
  });

  it('the sine, about as well as its noise of 0.1 allows', () => {
    for (const { rootMeanSquaredError, accuracy } of results('sine')) {
      expect(rootMeanSquaredError).toBeLessThan(0.16);
      expect(accuracy).toBeNull();
    }
  });
});
