/** The drawing of a network and of its plane: where units lie, how they are tinted, where the borders run. */
import { describe, expect, it } from 'vitest';
import {
  drawnCounts,
  layoutNetwork,
  type NetworkBox,
  unitTowards,
} from '../../../src-renderer/pages/perceptron/network-layout.ts';
import {
  answersOver,
  borders,
  cellsFor,
  margin,
  viewOf,
  zeroLines,
} from '../../../src-renderer/pages/perceptron/plane.ts';
import {
  classColour,
  classShape,
  classTint,
  parseRgb,
  valueTint,
} from '../../../src-renderer/pages/perceptron/plane-colours.ts';
import { toShownNetwork } from '../../../src-renderer/pages/perceptron/network-feed.svelte.ts';
import { shareOf, strokeOf, tint } from '../../../src-renderer/pages/perceptron/unit-tint.ts';
import { xorNetwork } from '../perceptron-entities.ts';

const box: NetworkBox = { width: 600, height: 240, left: 60, right: 90, picture: false };

describe('layout', () => {
  it('puts layers in columns and units in their middle', () => {
    const { layers, weights } = layoutNetwork([2, 3, 1], box);
    expect(layers.map(({ x }) => x)).toEqual([60, 285, 510]);
    expect(layers[2]!.units[0]!.y).toBe(120);
    const [first, middle, last] = layers[1]!.units.map(({ y }) => y) as [number, number, number];
    expect(middle).toBe(120);
    expect(middle - first).toBeCloseTo(last - middle);
    expect(weights).toHaveLength(2 * 3 + 3 * 1);
    const weight = weights.find(({ from, to }) => from.layer === 0 && from.unit === 1 && to.unit === 2)!;
    expect(weight.index).toBe(2 * 2 + 1);
  });
  it('draws the first and the last units of a wide layer, with a gap of more than one between them', () => {
    const { layers } = layoutNetwork([100, 25, 1], box);
    for (const { size, units, gap } of layers.slice(0, 2)) {
      expect(units[0]!.unit).toBe(0);
      expect(units.at(-1)!.unit).toBe(size - 1);
      expect(gap!.to - gap!.from + 1).toBe(size - units.length);
      expect(gap!.to).toBeGreaterThan(gap!.from);
      for (const { y } of units) expect(y).toBeGreaterThanOrEqual(0);
      for (const { y } of units) expect(y).toBeLessThanOrEqual(240);
    }
  });
  it('has no units where a picture stands for them', () => {
    const { layers, weights } = layoutNetwork([784, 30, 10], { ...box, picture: true });
    expect(layers[0]!.units).toEqual([]);
    expect(weights.every(({ layer }) => layer === 2)).toBe(true);
  });
  it('draws fewer units rather than a cloud of weights', () => {
    const counts = drawnCounts([200, 200, 200, 200], 900, false);
    expect(counts[0]! * counts[1]! + counts[1]! * counts[2]! + counts[2]! * counts[3]!).toBeLessThanOrEqual(1600);
  });
  it('leads from unit to unit by the arrow keys', () => {
    const layout = layoutNetwork([2, 3, 1], box);
    const from = layout.layers[1]!.units[0]!;
    expect(unitTowards(layout, from, 'up')).toBe(from);
    expect(unitTowards(layout, from, 'down').unit).toBe(1);
    expect(unitTowards(layout, from, 'right').layer).toBe(2);
    expect(unitTowards(layout, layout.layers[2]!.units[0]!, 'left').unit).toBe(1);
  });
});

describe('tints', () => {
  const shape = { layers: [2, 2, 1], activations: ['sigmoid', 'sigmoid'], cost: 'quadratic' } as const;
  it('centre the one output of two classes, and no other', () => {
    expect(shareOf(shape, 2, 0.5, 1)).toBe(0);
    expect(shareOf(shape, 1, 0.5, 1)).toBe(0.5);
    expect(shareOf(shape, 0, -2, 4)).toBe(-0.5);
  });
  it('have a colour for each sign, more for more', () => {
    expect(tint(-1)).toContain('var(--neg) 88%');
    expect(tint(0.5)).toContain('var(--pos) 44%');
    expect(strokeOf(-4, 4).width).toBeGreaterThan(strokeOf(1, 4).width);
    expect(strokeOf(0, 0)).toEqual(strokeOf(0, 1));
  });
  it('of the plane go from the surface to the predicted class', () => {
    const palette = {
      surface: [255, 255, 255],
      classes: [
        [200, 0, 0],
        [0, 0, 200],
      ],
      positive: [0, 0, 255],
      negative: [255, 0, 0],
    } as const;
    expect(classTint([0.5], 0, 1, palette)).toEqual([255, 255, 255]);
    const [red, , blue] = classTint([1], 0, 1, palette);
    expect(blue).toBeGreaterThan(red);
    const [sure] = classTint([0.9, 0.1], 0, 2, palette).slice(1);
    const [unsure] = classTint([0.6, 0.4], 0, 2, palette).slice(1);
    expect(sure).toBeLessThan(unsure!);
    expect(valueTint(0, 1, palette)).toEqual([255, 255, 255]);
    expect(valueTint(-2, 1, palette)[0]).toBe(255);
    expect(parseRgb('rgb(10, 96, 166)')).toEqual([10, 96, 166]);
  });
  it('tell thirty classes apart by colour and shape; of two the second is blue', () => {
    const looks = Array.from({ length: 30 }, (_, c) => `${classColour(c, 30)} ${classShape(c, 30)}`);
    expect(new Set(looks).size).toBe(30);
    expect(classColour(1, 2)).toBe('s1');
  });
});

describe('the plane', () => {
  it('shows all points with air around them, circles as circles', () => {
    const { x1, x2 } = viewOf([0, 0, 1, 4], true);
    expect(x1.max - x1.min).toBeCloseTo(x2.max - x2.min);
    expect(x2.min).toBeLessThan(0);
    expect(x2.max).toBeGreaterThan(4);
    expect(viewOf([], false).x1.max).toBeGreaterThan(viewOf([], false).x1.min);
  });
  it('has fewer cells the larger the network', () => {
    expect(cellsFor(9, 2e6)).toBe(112);
    expect(cellsFor(1000, 2e6)).toBe(44);
    expect(cellsFor(1e6, 2e6)).toBe(16);
  });
  it('is what the network says there, rows from the top', () => {
    const { perceptron, weights } = toShownNetwork(xorNetwork());
    const view = { x1: { min: 0, max: 1 }, x2: { min: 0, max: 1 } };
    const answers = answersOver(perceptron, weights, view, 1);
    // bottom right is (1, 0)
    expect(answers.outputs[3]).toBeCloseTo(0.613516, 5);
  });
  it('is divided where a field is 0', () => {
    // x - 1/2 over one cell
    const lines: number[] = [];
    zeroLines(Float32Array.of(-0.5, 0.5, -0.5, 0.5), 1, lines);
    expect(lines).toHaveLength(4);
    expect([lines[0], lines[2]]).toEqual([0.5, 0.5]);
  });
  it('has a border for each pair of classes that meet', () => {
    // two cells wide: class 0, then 1, then 2
    const row = [0.8, 0.1, 0.1, 0.1, 0.8, 0.1, 0.1, 0.1, 0.8];
    const answers = { n: 2, units: 3, outputs: Float32Array.from([...row, ...row, ...row]) };
    const lines = borders(answers);
    const xs = new Set(Array.from({ length: lines.length / 2 }, (_, i) => lines[2 * i]!.toFixed(2)));
    expect(xs).toEqual(new Set(['0.25', '0.75']));
  });
  it('knows on which side of a border an answer is', () => {
    expect(margin([0.8], 0, 1, 1)).toBeCloseTo(0.3);
    expect(margin([0.8], 0, 1, 0)).toBeCloseTo(-0.3);
    expect(margin([0.2, 0.5, 0.3], 0, 3, 1)).toBeCloseTo(0.2);
  });
});
