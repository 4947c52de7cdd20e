/** Each generated data set is learned with its preset. */
import { describe, expect, it } from 'vitest';
import { parse } from 'valibot';
import { GENERATED } from '#shared/datasets/generated/registry.ts';
import { predict } from '#shared/training/mlp/predict.ts';
import { networkShape } from '#shared/training/mlp/network-shape.ts';
import { DIGITS_PRESETS, digitsPreset, generatedPreset, tablePreset } from '#shared/training/mlp/presets.ts';
import { MlpTrainingSettingsSchema } from '#shared/training/mlp/settings.ts';
import { data, evaluations, runToEnd, start } from './runs.ts';

/** Whether every output lies on the right side of one half. */
function solves(name: 'xor' | 'parity', size: number, seed: number): boolean {
  const set = data({ name, size });
  const { trainer, kernels } = start(set, { ...generatedPreset(name), seed });
  runToEnd(trainer);
  const { inputs, targets, count } = set.parts.train;
  const classes = targets.kind === 'classes' ? targets.classes : new Uint32Array(0);
  return predict(kernels, inputs, count).every((a, i) => Math.abs(a - classes[i]!) < 0.5);
}

describe('every preset', () => {
  it.each([
    ...GENERATED.map((name) => [name, generatedPreset(name)] as const),
    ...DIGITS_PRESETS.map((name) => [name, digitsPreset(name, 60_000)] as const),
    ['a table of classes', tablePreset('classes')] as const,
    ['a table of numbers', tablePreset('numbers')] as const,
  ])('%s: settings that the schema allows', (_, settings) => {
    expect(parse(MlpTrainingSettingsSchema, settings)).toEqual(settings);
  });

  it('pictures of digits: the networks of the book', () => {
    const pictures = {
      count: 1,
      width: 784,
      inputs: { kind: 'dense', values: new Uint8Array(784), scale: 1 / 255 },
      targets: { kind: 'classes', classes: Uint32Array.of(0), count: 10 },
    } as const;
    expect(DIGITS_PRESETS.map((name) => networkShape(digitsPreset(name, 1), pictures).layers)).toEqual([
      [784, 30, 10],
      [784, 100, 10],
    ]);
  });
});

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

it('inputs that do not fit the network are refused', () => {
  const { kernels } = start(data({ name: 'xor' }), generatedPreset('xor'));
  const inputs = { kind: 'dense', values: new Float32Array(5), scale: 1 } as const;
  expect(() => predict(kernels, inputs, 2)).toThrow(/2 examples of 2 inputs need 4 numbers, not 5/);
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
