/** The pure half of the charts. */
import { describe, expect, it } from 'vitest';
import { position, valueAt } from '../../../src-renderer/charts/axis.ts';
import { bucketSize, envelope, thin, thinIndices } from '../../../src-renderer/charts/decimation.ts';
import { fitting, spread } from '../../../src-renderer/charts/direct-labels.ts';
import { lossCurves, nearest, rateChanges } from '../../../src-renderer/charts/loss-curves.ts';
import { bitsPerNat, inUnit } from '../../../src-renderer/charts/loss-units.ts';
import { MetricColumns } from '../../../src-renderer/charts/metric-columns.ts';
import { extent, percentileRange, union, withMargin } from '../../../src-renderer/charts/ranges.ts';
import { smooth, smoothingWeight } from '../../../src-renderer/charts/smoothing.ts';
import { sparklinePath } from '../../../src-renderer/charts/sparkline.ts';
import { linearTicks, logTicks, timeTicks } from '../../../src-renderer/charts/ticks.ts';
import { xEnd, xOf } from '../../../src-renderer/charts/x-axis.ts';
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
  it('gives weights from 0 to 0.99 along the slider', () => {
    expect(smoothingWeight(0)).toBe(0);
    expect(smoothingWeight(1)).toBeCloseTo(0.99, 12);
  });
});

describe('columns of rows', () => {
  it('grow with the rows, each kept once, whatever their number', () => {
    const metrics = new MetricColumns();
    expect(metrics.lastIndex).toBe(0);
    const rows = Array.from({ length: 2500 }, (_, i) => metric(i + 1));
    metrics.push(rows.slice(0, 1024));
    metrics.push(rows.slice(1000));
    expect(metrics.length).toBe(2500);
    expect([...metrics.column('index')]).toEqual(rows.map((row) => row.index));
    expect([...metrics.column('loss')]).toEqual(rows.map((row) => row.loss));
    expect(metrics.at('loss', 2500)).toBeNaN();
  });
});

describe('decimation', () => {
  it('uses powers of two, as few rows a bucket as possible', () => {
    expect([0, 1, 512, 513, 1024, 1025].map((count) => bucketSize(count, 512))).toEqual([1, 1, 1, 2, 2, 4]);
  });
  it('keeps the lowest and the highest row of each bucket, in order', () => {
    expect(envelope(indices(8), [3, 1, 4, 1.5, 9, 2, 6, 5], 2)).toEqual([
      { x: 1, y: 1 },
      { x: 2, y: 4 },
      { x: 4, y: 9 },
      { x: 5, y: 2 },
    ]);
  });
  it('is stable while rows are added: full buckets stay as they were', () => {
    const before = envelope(indices(900), noise(900), 512);
    const after = envelope(indices(1000), noise(1000), 512);
    expect(bucketSize(900, 512)).toBe(bucketSize(1000, 512));
    expect(after.slice(0, before.length - 2)).toEqual(before.slice(0, -2));
  });
  it('never loses the extremes of the whole', () => {
    const ys = noise(5000);
    const drawn = envelope(indices(5000), ys, 100).map((point) => point.y);
    expect(Math.max(...drawn)).toBe(Math.max(...ys));
    expect(Math.min(...drawn)).toBe(Math.min(...ys));
  });
  it('ends thinned curves at the last row', () => {
    expect(thinIndices(5, 2)).toEqual([3, 4]);
    expect(thin(indices(1001), noise(1001), 10).at(-1)?.x).toBe(1000);
    expect(thin(indices(3), [1, NaN, 2], 10)).toEqual([
      { x: 0, y: 1 },
      { x: 2, y: 2 },
    ]);
  });
  it('draws nothing from nothing', () => {
    expect(envelope([], [], 10)).toEqual([]);
    expect(thin([], [], 10)).toEqual([]);
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
  it('words in a row are left out where they would lie over others or leave the chart', () => {
    expect(fitting([0, 30, 60, 95], [50, 50, 30, 20], 100)).toEqual([true, false, true, false]);
  });
});

describe('loss curves', () => {
  const view = {
    unit: 'nats',
    axis: 'epochs',
    smoothing: 0.9,
    log: false,
    trainTokens: 1000,
    bitsPerNat: { train: 0.3, validation: 0.5 },
  } as const;
  const rows = Array.from({ length: 50 }, (_, i) => metric(i + 1));
  const metrics = new MetricColumns(rows);

  it('are in the unit asked for, from the same rows', () => {
    const evaluations = [evaluation(1, { loss: 2, best: true }), evaluation(2, { loss: 3, best: false })];
    const nats = lossCurves(metrics, evaluations, null, view);
    const perplexity = lossCurves(metrics, evaluations, null, { ...view, unit: 'perplexity' });
    const bits = lossCurves(metrics, evaluations, null, { ...view, unit: 'bits' });
    expect(perplexity.smoothed.at(-1)!.y).toBeCloseTo(Math.exp(nats.smoothed.at(-1)!.y), 9);
    expect(bits.raw[0]!.y).toBeCloseTo(0.3 * nats.raw[0]!.y, 12);
    expect(bits.validation[0]!.y).toBe(1);
    expect(nats.best).toMatchObject({ x: 99, y: 2 });
  });
  it('leave tests out, and the loss before training beyond the top', () => {
    const evaluations = [evaluation(0, { loss: 40 }), evaluation(1, { loss: 5 }), evaluation(1, { split: 'test' })];
    const curves = lossCurves(metrics, evaluations, null, view);
    expect(curves.validation).toHaveLength(2);
    expect(curves.y.max).toBeLessThan(20);
  });
  it('always show what has to be beaten', () => {
    const figures = (loss: number) => ({ loss, perplexity: Math.exp(loss), bitsPerCharacter: loss });
    const baselines = { unigram: figures(12), bigram: figures(2), trigram: figures(0.5) };
    const { y } = lossCurves(metrics, [], baselines, view);
    expect(y.min).toBeLessThan(0.5);
    expect(y.max).toBeGreaterThan(12);
  });
  it('mark where the rate fell by steps, not where it glides', () => {
    const rates = (of: (i: number) => number): MetricColumns =>
      new MetricColumns(rows.map((row, i) => ({ ...row, learningRate: of(i) })));
    expect(rateChanges(rates((i) => (i < 20 ? 0.1 : 0.05)))).toEqual([20]);
    expect(rateChanges(rates((i) => 0.1 * 0.98 ** i))).toEqual([]);
  });
  it('find the nearest row', () => {
    const xs = [0, 1, 2, 5, 9];
    expect([-3, 0.4, 0.6, 3.4, 3.6, 99].map((x) => nearest(xs, x))).toEqual([0, 0, 1, 2, 3, 4]);
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
