/** Rows in buckets: as the store joins them, whatever their number, and drawn so that what was drawn stays. */
import { describe, expect, it } from 'vitest';
import type { MetricRow } from '#shared/protocol/entities.ts';
import { bucketSize } from '../../../src-renderer/charts/bucket-size.ts';
import { envelope, firstAt, lastOfGroups, lasts, nearest, span } from '../../../src-renderer/charts/drawn-points.ts';
import { MetricColumns } from '../../../src-renderer/charts/metric-columns.ts';
import { metric } from '../entities.ts';

const noise = (count: number): number[] => Array.from({ length: count }, (_, i) => Math.sin(i * 12.9898) * 3 + 5);
const indices = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
/** Rows of different sizes. */
const rows = (count: number): MetricRow[] => {
  let tokens = 0;
  return noise(count).map((loss, i) => {
    tokens += 500 + (i % 7) * 100;
    return metric(i + 1, { loss, tokens, tokensPerSecond: 1000 + (i % 5) * 100, normOut: loss / 2 });
  });
};
const shown = (count: number, most: number, first = 0) => span(indices(count), null, most, first);

describe('columns of buckets', () => {
  it('grow with the rows, each kept once, whatever their number', () => {
    const metrics = new MetricColumns();
    expect(metrics.lastIndex).toBe(0);
    const all = rows(2500);
    metrics.put(all.slice(0, 1024)).put(all.slice(1000));
    expect(metrics.length).toBe(2500);
    expect([...metrics.column('index')]).toEqual(all.map((row) => row.index));
    expect([...metrics.column('loss')]).toEqual(all.map((row) => row.loss));
    expect(metrics.at('loss', 2500)).toBeNaN();
  });
  it('join into means weighted by tokens, and keep what is lowest and highest', () => {
    const all = rows(37);
    const metrics = new MetricColumns().put(all);
    metrics.join(10);
    expect([metrics.bucket, metrics.length]).toEqual([4, 10]);
    const four = all.slice(4, 8);
    const counts = four.map((row, i) => row.tokens - all[3 + i]!.tokens);
    const total = counts.reduce((a, b) => a + b);
    const mean = (of: (row: MetricRow) => number | null) =>
      four.reduce((sum, row, i) => sum + counts[i]! * (of(row) ?? NaN), 0) / total;
    expect(metrics.at('loss', 1)).toBeCloseTo(
      mean((row) => row.loss),
      12,
    );
    expect(metrics.at('normOut', 1)).toBeCloseTo(
      mean((row) => row.normOut),
      12,
    );
    expect(metrics.at('tokensPerSecond', 1)).toBeCloseTo(1 / mean((row) => 1 / row.tokensPerSecond), 9);
    expect(metrics.at('lossLow', 1)).toBe(Math.min(...four.map((row) => row.loss)));
    expect(metrics.at('lossHigh', 1)).toBe(Math.max(...four.map((row) => row.loss)));
    expect(metrics.at('index', 1)).toBe(8);
    expect([metrics.lastIndex, metrics.full, metrics.rowsOf(8), metrics.rowsOf(9)]).toEqual([37, 36, 4, 1]);
  });
  it('take in a last bucket that has grown, and begin in the middle of a run', () => {
    const metrics = new MetricColumns(4, 8);
    metrics.put([metric(12, { rows: 4 }), metric(14, { rows: 2, loss: 3 })]);
    expect([metrics.length, metrics.full, metrics.rowsOf(1), metrics.first]).toEqual([2, 12, 2, 2]);
    metrics.put([metric(15, { rows: 3, loss: 2 })]);
    expect([metrics.length, metrics.at('loss', 1), metrics.rowsOf(1)]).toEqual([2, 2, 3]);
  });
});

describe('what is drawn', () => {
  it('uses powers of two, as few rows a group as possible', () => {
    expect([0, 1, 512, 513, 1024, 1025].map((count) => bucketSize(count, 512))).toEqual([1, 1, 1, 2, 2, 4]);
  });
  it('keeps the lowest and the highest of each group, joined by short lines', () => {
    const ys = [3, 1, 4, 1.5, 9, 2, 6, 5];
    expect(envelope(indices(8), ys, ys, shown(8, 2))).toEqual([
      { x: 3, y: 4 },
      { x: 3, y: 1 },
      { x: 7, y: 2 },
      { x: 7, y: 9 },
    ]);
  });
  it('is stable while rows are added: full groups stay as they were', () => {
    const before = envelope(indices(900), noise(900), noise(900), shown(900, 512));
    const after = envelope(indices(1000), noise(1000), noise(1000), shown(1000, 512));
    expect(after.slice(0, before.length - 2)).toEqual(before.slice(0, -2));
  });
  it('groups a part of a run as the whole would be', () => {
    const whole = lastOfGroups(shown(40, 10)).filter((i) => i >= 8);
    const part = lastOfGroups(span(indices(32), null, 8, 8)).map((i) => i + 8);
    expect(part).toEqual(whole);
  });
  it('never loses the extremes of the whole', () => {
    const ys = noise(5000);
    const drawn = envelope(indices(5000), ys, ys, shown(5000, 100)).map((point) => point.y);
    expect(Math.max(...drawn)).toBe(Math.max(...ys));
    expect(Math.min(...drawn)).toBe(Math.min(...ys));
  });
  it('ends at the last row and passes over what is not finite', () => {
    expect(lastOfGroups(shown(5, 2))).toEqual([3, 4]);
    expect(lasts(indices(3), [1, NaN, 2], shown(3, 10))).toEqual([
      { x: 0, y: 1 },
      { x: 2, y: 2 },
    ]);
    expect(envelope([0, 1], [NaN, 1], [NaN, 2], shown(2, 10))).toHaveLength(2);
  });
  it('is nothing from nothing', () => {
    expect(envelope([], [], [], shown(0, 10))).toEqual([]);
  });
  it('of a range has a point beyond each edge', () => {
    expect(span([0, 1, 2, 3, 4, 5, 6], { min: 1.5, max: 3.5 }, 10)).toMatchObject({ from: 1, to: 5, size: 1 });
  });
  it('is found by its place', () => {
    expect([-1, 0, 1, 2.5, 9].map((x) => firstAt([0, 1, 2, 5], x))).toEqual([0, 0, 1, 3, 4]);
    const points = [0, 1, 2, 5, 9].map((x) => ({ x, y: 0 }));
    expect([-3, 0.4, 0.6, 3.4, 3.6, 99].map((x) => nearest(points, x)?.x)).toEqual([0, 0, 1, 2, 5, 9]);
    expect(nearest([], 1)).toBeUndefined();
  });
});
