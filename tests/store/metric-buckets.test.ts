import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MetricRow } from '../../src-shared/protocol/index.ts';
import type { WritableDatabase } from '../../src-main/store/database.ts';
import { insertMetrics, listMetrics, METRICS_PAGE, type NewMetricRow } from '../../src-main/store/metrics.ts';
import { openStore } from '../../src-main/store/open-store.ts';
import { rewindToCheckpoint } from '../../src-main/store/rewind.ts';
import { metricRow, storedRun } from './sample-rows.ts';

const ROWS = 1003;
/** One library for all of these tests. */
const folder = mkdtempSync(join(tmpdir(), 'unfold-test-'));
let database: WritableDatabase;
let run: number;
let rows: NewMetricRow[];

beforeAll(() => {
  database = openStore(folder);
  storedRun(database, null); // another run's rows lie beside
  run = storedRun(database, null);
  insertMetrics(database, run - 1, [metricRow(1), metricRow(2)]);
  let tokens = 0;
  let state = 7;
  const next = (): number => (state = (state * 48271) % 2147483647) / 2147483647;
  rows = Array.from({ length: ROWS }, (_, i) => {
    tokens += 1 + Math.floor(next() * 400);
    const place = { epoch: Math.floor(i / 100), step: 3 * i + 1, tokens, seconds: i / 7, learningRate: next() };
    const norms = { normIn: next(), normRec: next(), normOut: i === 5 ? Number.MAX_VALUE : next() };
    return { ...place, ...norms, loss: 1 + 5 * next(), tokensPerSecond: 1000 + 9000 * next() };
  });
  insertMetrics(database, run, rows);
});
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

/** By the definitions, row by row. */
function bruteForce(after: number, bucket: number): MetricRow[] {
  const tokensOf = (index: number): number => (rows[index - 1]?.tokens ?? 0) - (rows[index - 2]?.tokens ?? 0);
  const groups = new Map<number, number[]>();
  for (let index = after + 1; index <= ROWS; index++) {
    const group = Math.ceil(index / bucket);
    groups.set(group, [...(groups.get(group) ?? []), index]);
  }
  return [...groups.values()].map((indexes) => {
    const row = (index: number): NewMetricRow => rows[index - 1] ?? metricRow(0);
    const sum = (of: (index: number) => number): number => indexes.reduce((total, index) => total + of(index), 0);
    const tokens = sum(tokensOf);
    const mean = (column: 'loss' | 'normIn' | 'normRec' | 'normOut'): number =>
      sum((index) => (row(index)[column] ?? 0) * (tokensOf(index) / tokens));
    const losses = indexes.map((index) => row(index).loss);
    return {
      ...row(Math.max(...indexes)),
      index: Math.max(...indexes),
      rows: indexes.length,
      loss: mean('loss'),
      lossLow: Math.min(...losses),
      lossHigh: Math.max(...losses),
      tokensPerSecond: tokens / sum((index) => tokensOf(index) / row(index).tokensPerSecond),
      normIn: mean('normIn'),
      normRec: mean('normRec'),
      normOut: mean('normOut'),
    };
  });
}

function expectSame(found: readonly MetricRow[], wanted: readonly MetricRow[]): void {
  expect(found).toHaveLength(wanted.length);
  found.forEach((row, i) => {
    for (const [column, value] of Object.entries(wanted[i] ?? {})) {
      const relative = (row[column as keyof MetricRow] ?? NaN) / value;
      if (value === 0) expect(row[column as keyof MetricRow]).toBe(0);
      else expect(relative, `${column} of bucket ${i}`).toBeCloseTo(1, 10);
    }
  });
}

describe('metric rows in buckets', () => {
  test.each([1, 2, 32, 256, 1024, 2 ** 40])('of %i are what the rows give one by one', (bucket) => {
    expectSame(listMetrics(database, run, 0, bucket), bruteForce(0, bucket));
  });

  test('of 1 are the rows themselves', () => {
    expect(listMetrics(database, run, 0)).toEqual(
      rows.map((row, i) => ({ ...row, index: i + 1, rows: 1, lossLow: row.loss, lossHigh: row.loss })),
    );
  });

  test('after an index inside a bucket hold only the rows above it', () => {
    for (const after of [1, 31, 32, 33, 1000, ROWS - 1, ROWS, ROWS + 5])
      expectSame(listMetrics(database, run, after, 32), bruteForce(after, 32));
    const [first] = listMetrics(database, run, 40, 32);
    expect(first).toMatchObject({ index: 64, rows: 24 });
  });

  test('grow at the end: asked again from the start of the last one, nothing is counted twice or missed', () => {
    const growing = storedRun(database, null);
    const seen: MetricRow[] = [];
    for (let at = 0; at < 200; at += 37) {
      insertMetrics(database, growing, rows.slice(at, Math.min(200, at + 37)));
      const last = seen.at(-1);
      if (last !== undefined && last.index % 16 !== 0) seen.pop();
      seen.push(...listMetrics(database, growing, seen.at(-1)?.index ?? 0, 16));
    }
    expect(seen).toEqual(listMetrics(database, growing, 0, 16));
    expect(seen.reduce((sum, row) => sum + row.rows, 0)).toBe(200);
  });

  test('are the same where those of the library are missing, or were taken back', () => {
    const wanted = bruteForce(0, 128);
    database.run('DELETE FROM metric_buckets WHERE run = ? AND size = 8 AND position BETWEEN 300 AND 600', run);
    database.run('DELETE FROM metric_buckets WHERE run = ? AND size = 64 AND position > 512', run);
    expectSame(listMetrics(database, run, 0, 128), wanted);

    const again = storedRun(database, null);
    insertMetrics(database, again, rows.slice(0, 700));
    rewindToCheckpoint(database, again);
    expect(database.all('SELECT * FROM metric_buckets WHERE run = ?', again)).toEqual([]);
    insertMetrics(database, again, rows);
    expectSame(listMetrics(database, again, 0, 128), wanted);
  });

  test('hold norms that have no end', () => {
    const endless = storedRun(database, null);
    insertMetrics(
      database,
      endless,
      rows.slice(0, 8).map((row, i) => (i === 3 ? { ...row, normIn: Infinity } : row)),
    );
    expect(listMetrics(database, endless, 0, 8)[0]).toMatchObject({ index: 8, normIn: Infinity });
  });

  test('come in pages that end with a full bucket', () => {
    const long = storedRun(database, null);
    database.transaction(() =>
      insertMetrics(
        database,
        long,
        Array.from({ length: 2 * METRICS_PAGE + 5 }, (_, i) => metricRow(i + 1)),
      ),
    );
    const first = listMetrics(database, long, 1, 2);
    expect(first).toHaveLength(METRICS_PAGE);
    expect(first.at(-1)).toMatchObject({ index: 2 * METRICS_PAGE, rows: 2 });
    const rest = listMetrics(database, long, 2 * METRICS_PAGE, 2);
    expect(rest.map((row) => row.rows)).toEqual([2, 2, 1]);
    expect(listMetrics(database, long, 2 * METRICS_PAGE + 5, 2)).toEqual([]);
  });
});
