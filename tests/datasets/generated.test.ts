import { describe, expect, it } from 'vitest';
import {
  defaultGeneratedSettings,
  GENERATED,
  GENERATORS,
  generateDataSet,
} from '#shared/datasets/generated/registry.ts';
import { checkExamples, type Examples } from '#shared/datasets/examples.ts';
import { SPLITS } from '#shared/text/settings.ts';

/** x and class of each example. */
function rows({ count, width, inputs, targets }: Examples): { x: number[]; c: number }[] {
  if (inputs.kind !== 'dense' || targets.kind !== 'classes') throw new Error('dense inputs and classes are expected');
  return Array.from({ length: count }, (_, i) => ({
    x: [...inputs.values.subarray(i * width, (i + 1) * width)],
    c: targets.classes[i]!,
  }));
}

describe.each(GENERATED)('%s', (name) => {
  const settings = defaultGeneratedSettings(name);
  const { parts, inputNames, targetNames } = generateDataSet(settings);

  it('fits its names and its own rules', () => {
    for (const split of SPLITS) {
      checkExamples(parts[split]);
      expect(parts[split].width).toBe(inputNames.length);
      const { targets } = parts[split];
      expect(targets.kind === 'classes' ? targets.count : targets.width).toBe(targetNames.length);
    }
    expect(parts.train.count).toBeGreaterThan(0);
    expect(SPLITS.reduce((sum, split) => sum + parts[split].count, 0)).toBe(settings.count);
  });

  it('gives the same bits for the same seed', () => {
    expect(generateDataSet(settings).parts).toEqual(parts);
    const other = generateDataSet({ ...settings, seed: 2 }).parts.train;
    if (GENERATORS[name].complete) expect(other).toEqual(parts.train);
    else expect(other).not.toEqual(parts.train);
  });
});

describe('complete sets', () => {
  it('xor', () => {
    expect(rows(generateDataSet(defaultGeneratedSettings('xor')).parts.train)).toEqual([
      { x: [0, 0], c: 0 },
      { x: [0, 1], c: 1 },
      { x: [1, 0], c: 1 },
      { x: [1, 1], c: 0 },
    ]);
  });

  it('parity of 5 bits: every pattern once', () => {
    const all = rows(generateDataSet({ ...defaultGeneratedSettings('parity'), size: 5 }).parts.train);
    expect(new Set(all.map(({ x }) => x.join(''))).size).toBe(32);
    for (const { x, c } of all) expect(c).toBe(x.reduce((a, b) => a + b, 0) % 2);
  });
});

describe('points without noise lie on their curves', () => {
  const train = (name: (typeof GENERATED)[number], size = 1): { x: number[]; c: number }[] =>
    rows(generateDataSet({ ...defaultGeneratedSettings(name), noise: 0, size }).parts.train);

  it('circles', () => {
    for (const { x, c } of train('circles')) expect(Math.hypot(...x)).toBeCloseTo(c === 0 ? 1 : 0.5, 6);
  });
  it('moons', () => {
    for (const { x, c } of train('moons')) {
      const [x1 = 0, x2 = 0] = x;
      expect(c === 0 ? Math.hypot(x1 + 0.5, x2 + 0.25) : Math.hypot(x1 - 0.5, x2 - 0.25)).toBeCloseTo(1, 6);
    }
  });
  it('spirals: the angle follows from the radius', () => {
    for (const { x, c } of train('spirals', 3)) {
      const turns = (1.25 * (Math.hypot(...x) - 0.1)) / 0.9 + c / 3;
      expect(Math.cos(2 * Math.PI * turns) * Math.hypot(...x)).toBeCloseTo(x[0]!, 5);
    }
  });
  it('blobs: as many places as classes, of equal size', () => {
    const all = train('blobs', 4);
    expect(new Set(all.map(({ x }) => x.map((value) => value.toFixed(5)).join())).size).toBe(4);
    expect(Math.max(...all.map(({ c }) => c))).toBe(3);
  });
});

it('a size that does not suit the set is refused', () => {
  expect(() => generateDataSet({ ...defaultGeneratedSettings('parity'), size: 20 })).toThrow(/from 2 to 8, not 20/);
});
