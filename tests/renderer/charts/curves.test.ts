/** The pure half of the charts. */
import { describe, expect, it } from 'vitest';
import { position, valueAt } from '../../../src-renderer/charts/axis.ts';
import { rowsOf, spread, textWidth } from '../../../src-renderer/charts/direct-labels.ts';
import { lossCurves, lossLevels } from '../../../src-renderer/charts/loss-curves.ts';
import { bitsPerNat, inUnit } from '../../../src-renderer/charts/loss-units.ts';
import { MetricColumns } from '../../../src-renderer/charts/metric-columns.ts';
import { extent, percentileRange, union, withMargin } from '../../../src-renderer/charts/ranges.ts';
import { smooth, smoothingWeight } from '../../../src-renderer/charts/smoothing.ts';
import { sparklinePath } from '../../../src-renderer/charts/sparkline.ts';
import { linearTicks, logTicks, timeTicks } from '../../../src-renderer/charts/ticks.ts';
import { xEnd, xOf, xsOf } from '../../../src-renderer/charts/x-axis.ts';
import { evaluation, metric } from '../entities.ts';

/** Noise that is the same each time. */
const noise = (count: number): number[] => Array.from({ length: count }, (_, i) => Math.sin(i * 12.9898) * 3 + 5);
const indices = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

describe('smoothing', () => {
  it('leaves a constant alone and begins at the first value', () => {
    expect([...smooth([2, 2, 2, 2], 0.9)]).toEqual([2, 2, 2, 2]);
    expect(smooth([7, 1, 1], 0.99)[0]).toBe(7);
  });
  it('is the average with weight w once enough rows came before', () => {
    const values = noise(500);
    const smoothed = smooth(values, 0.9);
    const i = 400;
    expect(smoothed[i]).toBeCloseTo(0.9 * smoothed[i - 1]! + 0.1 * values[i]!, 12);
  });
  it('follows a fast fall at the start more closely than the plain average would', () => {
    const falling = Array.from({ length: 40 }, (_, i) => 9 - 0.1 * i);
    let plain = falling[0]!;
    for (const value of falling.slice(1)) plain = 0.97 * plain + 0.03 * value;
    const last = smooth(falling, 0.97).at(-1);
    expect(last - falling.at(-1)).toBeLessThan(0.6 * (plain - falling.at(-1)));
  });
  it('does not change what was drawn when rows are added', () => {
    const values = noise(300);
    expect([...smooth(values.slice(0, 200), 0.95)]).toEqual([...smooth(values, 0.95).slice(0, 200)]);
  });
  it('passes over what is not finite, and a weight of 0 is the raw curve', () => {
    expect([...smooth([1, NaN, Infinity, 3], 0)]).toEqual([1, 1, 1, 3]);
    expect([...smooth(noise(20), 0)]).toEqual(noise(20));
  });
  it('counts a bucket as so many equal rows', () => {
    const values = [9, 9, 9, 4, 4, 4, 4, 4, 7, 7, 7, 7, 7, 7, 7, 7];
    const rows = [3, 5, 8];
    const buckets = smooth([9, 4, 7], 0.6, (i) => rows[i]!);
    const single = smooth(values, 0.6);
    expect(buckets[0]).toBeCloseTo(single[2]!, 12);
    expect(buckets[1]).toBeCloseTo(single[7]!, 12);
    expect(buckets[2]).toBeCloseTo(single[15]!, 12);
  });
  it('goes on from what came before', () => {
    const values = noise(60);
    const whole = smooth(values, 0.9);
    const rest = smooth(values.slice(20), 0.9, () => 1, { mean: whole[19]!, rows: 20 });
    for (const i of [0, 1, 39]) expect(rest[i]).toBeCloseTo(whole[20 + i]!, 10);
  });
  it('gives weights from 0 to 0.99 along the slider', () => {
    expect(smoothingWeight(0)).toBe(0);
    expect(smoothingWeight(1)).toBeCloseTo(0.99, 12);
  });
});

describe('ranges', () => {
  it('follow the 2nd to the 98th percentile, so a spike does not count', () => {
    const values = [...indices(101), 1e9];
    const range = percentileRange(values)!;
    expect(range.min).toBeCloseTo(2.02, 6);
    expect(range.max).toBeLessThan(101);
  });
  it('unite, and are nothing without values', () => {
    expect(union({ min: 1, max: 2 }, null, { min: 0, max: 1 })).toEqual({ min: 0, max: 2 });
    expect(percentileRange([NaN])).toBeNull();
    expect(extent([])).toBeNull();
  });
  it('have air, even when all values are the same', () => {
    const flat = withMargin({ min: 5, max: 5 }, 0.1);
    expect(flat.max).toBeGreaterThan(flat.min);
    expect(withMargin({ min: 1, max: 100 }, 0.5, true)).toEqual({ min: 0.1, max: 1000 });
    // values that differ by rounding alone: ticks in between would never end
    const rounded = withMargin({ min: 8.5, max: 8.5 + 4e-15 }, 0.06);
    expect(linearTicks(rounded.min, rounded.max, 6).length).toBeGreaterThan(2);
  });
});

describe('ticks', () => {
  it('are round and within the range', () => {
    expect(linearTicks(4.3, 6.6, 6)).toEqual([4.5, 5, 5.5, 6, 6.5]);
    expect(linearTicks(0, 20, 10)).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20]);
    expect(linearTicks(0.1, 0.7, 3)).toEqual([0.2, 0.4, 0.6]);
    expect(linearTicks(3, 3, 5)).toEqual([]);
    expect(linearTicks(0, 1.15e-30, 3)).toEqual([0, 5e-31, 1e-30]);
    expect(linearTicks(0, 6e26, 3)).toEqual([0, 2e26, 4e26, 6e26]);
  });
  it('on a logarithmic axis are 1, 2, 5 or powers, or linear in less than a power', () => {
    expect(logTicks(1, 10, 6)).toEqual([1, 2, 5, 10]);
    expect(logTicks(0.01, 1e6, 5).every((tick) => Number.isInteger(Math.log10(tick)))).toBe(true);
    expect(logTicks(5, 6, 5)).toEqual(linearTicks(5, 6, 5));
    expect(logTicks(0.09, 5, 2)).toEqual([0.1, 1]);
    expect(logTicks(0, 6, 5)).toEqual([]);
  });
  it('of time are what people count in', () => {
    expect(timeTicks(0, 100, 5)).toEqual([0, 30, 60, 90]);
    expect(timeTicks(0, 4000, 5)).toEqual([0, 900, 1800, 2700, 3600]);
    expect(timeTicks(0, 10 * 86_400, 5)).toEqual([0, 2, 4, 6, 8, 10].map((days) => days * 86_400));
  });
});

describe('axes', () => {
  it('place a value and find it again', () => {
    for (const log of [false, true]) {
      const axis = { min: 2, max: 50, log, ticks: [] };
      expect(position(axis, 2)).toBe(0);
      expect(position(axis, 50)).toBe(1);
      expect(valueAt(axis, position(axis, 11))).toBeCloseTo(11, 9);
    }
  });
  it('count epochs, tokens or seconds, up to the planned end while it is near', () => {
    const moment = { tokens: 500, seconds: 9 };
    expect([xOf(moment, 'epochs', 1000), xOf(moment, 'tokens', 1000), xOf(moment, 'time', 1000)]).toEqual([
      0.5, 500, 9,
    ]);
    expect([xEnd(0, 20), xEnd(10, 20), xEnd(0.1, 400), xEnd(30, null)]).toEqual([20, 20, 0.125, 37.5]);
  });
  it('keep labels apart, the lower one moving, none below the bottom', () => {
    expect(spread([50, 10, 52], 14, 100)).toEqual([50, 10, 64]);
    expect(spread([95, 99, 100], 14, 100)).toEqual([72, 86, 100]);
  });
  it('words go into the next row where they would lie over others, and are left out where no row has room', () => {
    expect(rowsOf([0, 30, 40, 60, 95], [50, 50, 50, 30, 20], 100, 2)).toEqual([0, 1, -1, 0, -1]);
  });
  it('words are as wide as their letters, Chinese ones wider', () => {
    expect(textWidth('纳特')).toBeGreaterThan(textWidth('nat'));
    expect(textWidth('train', true)).toBeGreaterThan(textWidth('train'));
  });
});

describe('loss curves', () => {
  const view = {
    unit: 'nats',
    axis: 'epochs',
    logY: false,
    trainTokens: 1000,
    bitsPerNat: { train: 0.3, validation: 0.5 },
    range: null,
  } as const;
  const rows = Array.from({ length: 50 }, (_, i) => metric(i + 1));
  const columns = new MetricColumns().put(rows);
  const xs = xsOf(columns, 'epochs', 1000);
  const metrics = { columns, xs, smoothed: smooth(columns.column('loss'), 0.9) };

  it('are in the unit asked for, from the same rows', () => {
    const evaluations = [evaluation(1, { loss: 2, best: true }), evaluation(2, { loss: 3, best: false })];
    const nats = lossCurves(metrics, evaluations, [], view);
    const perplexity = lossCurves(metrics, evaluations, [], { ...view, unit: 'perplexity' });
    const bits = lossCurves(metrics, evaluations, [], { ...view, unit: 'bits' });
    expect(perplexity.smoothed.at(-1)!.y).toBeCloseTo(Math.exp(nats.smoothed.at(-1)!.y), 9);
    expect(bits.raw[0]!.y).toBeCloseTo(0.3 * nats.raw[0]!.y, 12);
    expect(bits.validation[0]!.y).toBe(1);
    expect(nats.best).toMatchObject({ x: 99, y: 2 });
  });
  it('leave tests out, and the loss before training beyond the top', () => {
    const evaluations = [evaluation(0, { loss: 40 }), evaluation(1, { loss: 5 }), evaluation(1, { split: 'test' })];
    const curves = lossCurves(metrics, evaluations, [], view);
    expect(curves.validation).toHaveLength(2);
    expect(curves.y.max).toBeLessThan(20);
  });
  const figures = (loss: number) => ({ loss, perplexity: Math.exp(loss), bitsPerCharacter: loss });
  const baselines = { unigram: figures(12), bigram: figures(2), trigram: figures(0.5) };
  it('always show what has to be beaten and what cannot be', () => {
    const levels = lossLevels(baselines, figures(0.2), view);
    expect(levels.map((level) => level.name)).toEqual(['unigram', 'bigram', 'trigram', 'floor']);
    const { y } = lossCurves(metrics, [], levels, view);
    expect(y.min).toBeLessThan(0.2);
    expect(y.max).toBeGreaterThan(12);
  });
  it('seen from near follow the curves alone, with a point beyond each edge', () => {
    const levels = lossLevels(baselines, null, view);
    const { smoothed, y } = lossCurves(metrics, [], levels, { ...view, range: { min: 20, max: 30 } });
    expect(smoothed.map((point) => point.x)).toEqual(
      Array.from({ length: 12 }, (_, i) => 19 + i).slice(0, smoothed.length),
    );
    expect(y.max).toBeLessThan(6);
  });
  it('convert by what an evaluation measured', () => {
    expect(inUnit(2, 'bits', bitsPerNat({ loss: 4, bitsPerCharacter: 1 }))).toBe(0.5);
    expect(bitsPerNat({ loss: 0, bitsPerCharacter: 0 })).toBeNaN();
  });
});

describe('the sparkline', () => {
  it('is as long as the run has come, high where the loss is high', () => {
    expect(sparklinePath([2, 1, 0], 0.5)).toBe('M0.0 1.0L11.0 8.0L22.0 15.0');
  });
  it('is nothing for one value, and passes over what is not finite', () => {
    expect(sparklinePath([1], 1)).toBe('');
    expect(sparklinePath([1, NaN, 0], 1)).toBe('M0.0 1.0L44.0 15.0');
  });
});
