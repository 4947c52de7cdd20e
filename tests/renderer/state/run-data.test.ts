/** What the window holds of a run's figures, and how it follows them. */
import { describe, expect, it } from 'vitest';
import { UnfoldError } from '#shared/protocol/errors.ts';
import type { EvaluationRow, MetricRow, Run } from '#shared/protocol/entities.ts';
import { MOST_BUCKETS, RunData } from '../../../src-renderer/state/run-data.svelte.ts';
import { evaluation, metric, run, storedSample } from '../entities.ts';
import { FakeConnection } from '../fake-connection.ts';

/** As the engine puts rows into buckets, for rows that all count the same. */
function bucketed(rows: readonly MetricRow[], after: number, bucket: number, most: number): MetricRow[] {
  const buckets: MetricRow[] = [];
  for (let from = after; from < rows.length && buckets.length < most; from += bucket) {
    const some = rows.slice(from, from + bucket);
    const losses = some.map((row) => row.loss);
    buckets.push({
      ...some.at(-1)!,
      rows: some.length,
      loss: losses.reduce((a, b) => a + b) / some.length,
      lossLow: Math.min(...losses),
      lossHigh: Math.max(...losses),
    });
  }
  return buckets;
}

function stored(count: number, page = 5000) {
  const rows = Array.from({ length: count }, (_, i) => metric(i + 1));
  const evaluations = [evaluation(1)];
  const state = { status: 'running' as Run['status'] };
  const now = (): Run => run({ status: state.status, progress: { ...run().progress, lastMetric: rows.length } });
  const connection = new FakeConnection({
    'runs.get': now,
    'runs.evaluations': () => [...evaluations],
    'runs.events': () => [],
    'runs.samples': () => [storedSample(1), storedSample(2, { evaluation: null })],
    'runs.metrics': ({ after, bucket }) => bucketed(rows, after, bucket ?? 1, page),
    'runs.baselines': () => null,
  });
  const changed = (): void =>
    connection.emit({
      event: 'run-changed',
      payload: { run: now(), evaluations: evaluations.length, events: 0 },
    });
  return { rows, evaluations, connection, state, changed };
}

async function opened(connection: FakeConnection): Promise<{ data: RunData; end: () => void }> {
  const data = new RunData(connection, 7);
  const end = data.open();
  await expect.poll(() => data.loaded).toBe(true);
  return { data, end };
}

describe("a run's figures", () => {
  it('are fetched until all are there, with the samples it wrote by itself', async () => {
    const { connection } = stored(8, 3);
    const data = new RunData(connection, 7);
    await data.load();
    expect([...data.metrics.column('index')]).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(data.samples?.map((sample) => sample.id)).toEqual([1]);
  });
  it('come in one answer however long the run is', async () => {
    const { connection } = stored(100_000);
    const { data, end } = await opened(connection);
    expect(connection.callsOf('runs.metrics')).toEqual([{ run: 7, after: 0, bucket: 64 }]);
    expect(data.metrics.length).toBe(Math.ceil(100_000 / 64));
    end();
  });
  it('do not wait for the samples', async () => {
    const samples = Promise.withResolvers<ReturnType<typeof storedSample>[]>();
    const { connection } = stored(3);
    connection.answers['runs.samples'] = () => samples.promise;
    const { data, end } = await opened(connection);
    expect([data.metrics.length, data.samples]).toEqual([3, null]);
    samples.resolve([storedSample(4)]);
    await expect.poll(() => data.samples?.map(({ id }) => id)).toEqual([4]);
    end();
  });
  it('of a run that the library knows are asked for at once', async () => {
    const { connection } = stored(3);
    const data = new RunData(connection, 7, run({ progress: { ...run().progress, lastMetric: 3 } }));
    await data.load();
    expect(connection.callsOf('runs.get')).toEqual([]);
    expect(data.metrics.length).toBe(3);
  });
  it('grow after each event by the rows that were stored since, each once', async () => {
    const { rows, evaluations, connection, changed } = stored(2);
    const { data, end } = await opened(connection);
    const before = data.version;
    rows.push(metric(3), metric(4));
    evaluations.push(evaluation(2));
    for (let i = 0; i < 3; i++) changed();
    await expect.poll(() => data.evaluations).toHaveLength(2);
    await expect.poll(() => [...data.metrics.column('index')]).toEqual([1, 2, 3, 4]);
    expect(data.version).toBeGreaterThan(before);
    end();
    rows.push(metric(5));
    changed();
    expect(data.metrics.length).toBe(4);
  });
  it('join past the limit, and the last bucket grows in its place', async () => {
    const { rows, connection, changed } = stored(MOST_BUCKETS);
    const { data, end } = await opened(connection);
    expect(data.metrics.bucket).toBe(1);
    rows.push(metric(MOST_BUCKETS + 1));
    changed();
    await expect.poll(() => data.metrics.lastIndex).toBe(MOST_BUCKETS + 1);
    expect([data.metrics.bucket, data.metrics.length]).toEqual([2, MOST_BUCKETS / 2 + 1]);
    rows.push(metric(MOST_BUCKETS + 2));
    changed();
    await expect.poll(() => data.metrics.lastIndex).toBe(MOST_BUCKETS + 2);
    expect(data.metrics.length).toBe(MOST_BUCKETS / 2 + 1);
    expect(connection.callsOf('runs.metrics').at(-1)).toEqual({ run: 7, after: MOST_BUCKETS, bucket: 2 });
    end();
  });
  it('are fetched anew when the run goes back to a checkpoint', async () => {
    const { rows, connection, state, changed } = stored(5);
    state.status = 'stopped';
    const { data, end } = await opened(connection);
    rows.length = 3;
    state.status = 'running';
    changed();
    await expect.poll(() => [...data.metrics.column('index')]).toEqual([1, 2, 3]);
    end();
  });
  it('that change while everything is fetched anew are not lost', async () => {
    const { evaluations, connection, changed } = stored(3);
    const { data, end } = await opened(connection);
    const { promise, resolve } = Promise.withResolvers<readonly EvaluationRow[]>();
    const old = [...evaluations];
    const answer = connection.answers['runs.evaluations']!;
    connection.answers['runs.evaluations'] = () => promise;
    connection.emit({ event: 'library-changed', payload: {} });
    await expect.poll(() => connection.callsOf('runs.evaluations')).toHaveLength(2);
    connection.answers['runs.evaluations'] = answer;
    evaluations.push(evaluation(2));
    changed();
    await expect.poll(() => data.evaluations).toHaveLength(2);
    resolve(old);
    // the older answer comes, and what it lacks after it
    await expect.poll(() => connection.callsOf('runs.evaluations')).toHaveLength(4);
    await expect.poll(() => data.evaluations).toHaveLength(2);
    end();
  });
  it('are looked at from near in finer buckets, which are kept', async () => {
    const { connection } = stored(100_000);
    const { data, end } = await opened(connection);
    data.look([50_001, 52_000]);
    await expect.poll(() => data.detail?.bucket).toBe(1);
    expect(data.detail!.start).toBeLessThan(50_001);
    expect(data.detail!.lastIndex).toBeGreaterThanOrEqual(52_000);
    const asked = connection.callsOf('runs.metrics').length;
    data.look([50_101, 51_000]);
    await expect.poll(() => data.detail?.bucket).toBe(1);
    data.look(null);
    expect(data.detail).toBeNull();
    expect(connection.callsOf('runs.metrics')).toHaveLength(asked);
    end();
  });
  it('ignore other runs', async () => {
    const { connection } = stored(1);
    const { end } = await opened(connection);
    const asked = connection.calls.length;
    const other = run({ id: 8, progress: { ...run().progress, lastMetric: 99 } });
    connection.emit({ event: 'run-changed', payload: { run: other, evaluations: 9, events: 0 } });
    expect(connection.calls).toHaveLength(asked);
    end();
  });
  it('say why they cannot be shown', async () => {
    const failure = new UnfoldError('not-found', 'There is no run 7.');
    const data = new RunData(new FakeConnection({ 'runs.get': () => Promise.reject(failure) }), 7);
    await data.load();
    expect(data.error).toBe(failure);
  });
});
