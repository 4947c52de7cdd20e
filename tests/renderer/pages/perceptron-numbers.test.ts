/** The numbers of the perceptron's page: one example worked through by hand, confusion, what is typed and drawn. */
import { describe, expect, it } from 'vitest';
import { workExample } from '#shared/model/mlp/worked-example.ts';
import { classFigures, countConfusion, rightOf } from '../../../src-renderer/pages/perceptron/confusion.ts';
import {
  hiddenErrorNumbers,
  largestAt,
  outputErrorNumbers,
  weightGradientRow,
  windowAround,
} from '../../../src-renderer/pages/perceptron/equation-numbers.ts';
import { fieldsOf, wrongFields } from '../../../src-renderer/pages/perceptron/asked-row.ts';
import { errorOf } from '../../../src-renderer/pages/perceptron/figure-words.ts';
import { pageSize, targetOf } from '../../../src-renderer/pages/perceptron/examples.svelte.ts';
import { toShownNetwork } from '../../../src-renderer/pages/perceptron/network-feed.svelte.ts';
import { perceptronCommand } from '../../../src-renderer/pages/perceptron/perceptron-command.ts';
import { stroke, strokeTo } from '../../../src-renderer/pages/perceptron/picture-pen.ts';
import { signed } from '../../../src-renderer/pages/perceptron/signed-number.ts';
import { createFormat } from '../../../src-renderer/i18n/format.ts';
import { generatedPreset } from '#shared/training/mlp/presets.ts';
import { xorNetwork, xorSet } from '../perceptron-entities.ts';

/**
 * x = (1, 0), y = 1:  z1 = (1, 0)              a1 = (0.7310586, 0.5)
 *                     z2 = 2 a1_1 - 2 a1_2 = 0.4621172     a2 = 0.6135163
 */
describe('the four equations of one example of XOR, computed by hand', () => {
  const { perceptron, weights, shape } = toShownNetwork(xorNetwork());
  const worked = workExample(perceptron, weights, Float64Array.of(1, 0), Float64Array.of(1));

  it('BP1: (a - y) a (1 - a)', () => {
    const { difference, derivative, delta } = outputErrorNumbers(shape, worked, 0);
    expect(difference).toBeCloseTo(-0.386484, 5);
    expect(derivative).toBeCloseTo(0.237115, 5);
    expect(delta).toBeCloseTo(-0.0916407, 6);
    expect(worked.cost).toBeCloseTo(0.0746849, 6);
  });
  it('BP2: the error above, times the weight, times a (1 - a)', () => {
    const first = hiddenErrorNumbers(shape, weights, worked, 1, 0);
    expect(first.sum).toBeCloseTo(-0.1832814, 6);
    expect(first.derivative).toBeCloseTo(0.1966119, 6);
    expect(first.delta).toBeCloseTo(-0.0360353, 6);
    const second = hiddenErrorNumbers(shape, weights, worked, 1, 1);
    expect([...second.terms]).toEqual([second.sum]);
    expect(second.delta).toBeCloseTo(0.0458204, 6);
  });
  it('BP3 and BP4: the gradients', () => {
    expect(worked.gradients.biases[0]![1]).toBe(worked.delta[1]![1]);
    expect([...weightGradientRow(shape, worked, 1, 0)]).toEqual([worked.delta[1]![0], 0]);
    const row = weightGradientRow(shape, worked, 2, 0);
    expect(row[0]).toBeCloseTo(-0.0669947, 6);
    expect(row[1]).toBeCloseTo(-0.0458204, 6);
    expect(largestAt(row)).toBe(0);
  });
  it('with the cross-entropy the derivative cancels', () => {
    const crossed = { ...shape, cost: 'cross-entropy' } as const;
    const shown = toShownNetwork(xorNetwork({ shape: crossed }));
    const again = workExample(shown.perceptron, shown.weights, Float64Array.of(1, 0), Float64Array.of(1));
    const { difference, derivative, delta } = outputErrorNumbers(crossed, again, 0);
    expect(derivative).toBeNull();
    expect(delta).toBe(difference);
  });
});

describe('confusion', () => {
  it('counts classes against the predicted ones, one unit for two classes', () => {
    const confusion = countConfusion(Float32Array.of(0.1, 0.9, 0.2, 0.6), 1, [0, 1, 1, 0], 2);
    expect(confusion.counts).toEqual([1, 1, 1, 1]);
    expect(rightOf(confusion)).toEqual({ right: 2, of: 4 });
  });
  it('tells recall from precision', () => {
    const confusion = { classes: 3, counts: [8, 2, 0, 0, 5, 0, 0, 3, 0] };
    expect(classFigures(confusion, 0)).toEqual({ examples: 10, right: 8, recall: 0.8, precision: 1 });
    expect(classFigures(confusion, 1)).toEqual({ examples: 5, right: 5, recall: 1, precision: 0.5 });
    expect(classFigures(confusion, 2)).toMatchObject({ examples: 3, recall: 0, precision: NaN });
  });
});

describe('examples', () => {
  it('have targets as the cost sees them', () => {
    expect([...targetOf({ classes: [2, 0], values: null }, 0, 3)]).toEqual([0, 0, 1]);
    expect([...targetOf({ classes: [1], values: null }, 0, 1)]).toEqual([1]);
    expect([...targetOf({ classes: null, values: [1, 2, 3, 4] }, 1, 2)]).toEqual([3, 4]);
  });
  it('come in pages that are not too large to send', () => {
    expect(pageSize(2)).toBe(5000);
    expect(pageSize(784)).toBe(127);
    expect(pageSize(1e6)).toBe(1);
  });
  it('root mean squared error', () => expect(errorOf([1, 2, 3], [1, 2, 6])).toBeCloseTo(Math.sqrt(3)));
});

describe('what is asked', () => {
  const table = xorSet({
    description: {
      kind: 'table',
      separator: ';',
      textEncoding: 'utf-8',
      plan: {
        header: true,
        decimal: ',',
        columns: [],
        missing: 'fill',
        split: { train: 70, validation: 15, test: 15 },
        splitSeed: 1,
      },
      dropped: 0,
      encoding: {
        decimal: ',',
        inputs: [
          { kind: 'number', name: 'length', mean: 5, deviation: 2 },
          { kind: 'category', name: 'colour', values: ['red', 'blue'] },
        ],
        target: { kind: 'category', name: 'kind', values: ['a', 'b'] },
      },
    },
  });
  it('stands as in the table: in its unit, with its decimal sign, its categories by name', () => {
    expect(fieldsOf(table, [0.25, 0, 1])).toEqual(['5,5', 'blue']);
    expect(fieldsOf(table, [0.25, 0, 0])).toEqual(['5,5', '']);
  });
  it('must be a number where the column is one; nothing is a missing value', () => {
    expect(wrongFields(table, ['5,5', 'blue'])).toEqual([]);
    expect(wrongFields(table, ['', ''])).toEqual([]);
    expect(wrongFields(table, ['much', ''])).toEqual([0]);
    expect(wrongFields(xorSet(), ['1', ''])).toEqual([1]);
  });
});

describe('a picture drawn by hand', () => {
  const blank = { width: 8, height: 8, levels: new Float64Array(64) };
  it('is darkest under the pen, and the pen does not wash out what is there', () => {
    const dot = stroke(blank, 4.5, 4.5, 1);
    expect(dot[4 * 8 + 4]).toBe(1);
    expect(dot[0]).toBe(0);
    expect(stroke({ ...blank, levels: dot }, 4.5, 5.9, 1)[4 * 8 + 4]).toBe(1);
  });
  it('has no gaps between two places', () => {
    const line = strokeTo(blank, { x: 0.5, y: 3.5 }, { x: 7.5, y: 3.5 }, 0.5);
    for (let column = 1; column < 8; column++) expect(line[3 * 8 + column]).toBeGreaterThan(0.5);
  });
  it('leaves the picture at its edge without an error', () => {
    expect(stroke(blank, -3, 20, 2)).toHaveLength(64);
  });
});

it('numbers have a true minus sign, no minus zero, and say what three decimals would hide', () => {
  const format = createFormat('en');
  expect(signed(-0.25, 3, format)).toBe('−0.250');
  expect(signed(-0, 3, format)).toBe('0.000');
  expect(signed(-0.00004, 3, format)).toBe('−4e−5');
});

it('of a long vector those around the chosen one are shown', () => {
  expect(windowAround(5, 2, 12)).toEqual({ from: 0, to: 5 });
  expect(windowAround(784, 783, 12)).toEqual({ from: 772, to: 784 });
  expect(windowAround(784, 100, 12)).toEqual({ from: 94, to: 106 });
});

it('the terminal has the same run', () => {
  const command = perceptronCommand(xorSet(), generatedPreset('xor'));
  expect(command).toMatch(/^unfold mlp /);
  expect(command).toContain('--hidden 2');
  expect(command).toContain('--cost quadratic');
});
