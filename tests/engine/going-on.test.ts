import { describe, expect, test } from 'vitest';
import type { LocalEngine } from '../../src-main/engine/contract.ts';
import type { EvaluationRow, Run } from '../../src-shared/protocol/index.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { ENDLESS, importText, runThat, sentences, settings, storedWeights, testEngine } from './test-engine.ts';

const busy = (run: Run): boolean => run.status === 'running' && run.progress.step > 0;
const untimed = (rows: readonly EvaluationRow[]) => rows.map(({ seconds: _seconds, ...row }) => row);
const events = async (engine: LocalEngine, run: number) =>
  (await engine.request('runs.events', { run })).map((event) => event.kind);

describe('more epochs', () => {
  test('give a run the bits of one that had them from the start; it is tested again at its new end', async () => {
    const folder = temporaryFolder();
    const engine = await testEngine(folder);
    const { id: corpus } = await importText(engine, sentences(200));
    const whole = await engine.request('runs.start', { corpus, settings: settings({ epochs: 6 }) });
    const { id } = await engine.request('runs.start', { corpus, settings: settings({ epochs: 3 }) });
    await engine.followRun(whole.id, {});
    const first = await engine.followRun(id, {});
    expect(first.status).toBe('completed');
    await expect(engine.request('runs.continue', { run: id, epochs: 3 })).rejects.toThrow('more than that');
    expect((await engine.request('runs.get', { run: id })).settings.epochs).toBe(3);
    await engine.request('runs.continue', { run: id, epochs: 6 });
    const ended = await engine.followRun(id, {});
    expect(ended).toMatchObject({ status: 'completed', settings: { epochs: 6 }, progress: { epoch: 6 } });
    for (const weights of ['best', 'last'] as const)
      expect(storedWeights(folder, id, weights)).toEqual(storedWeights(folder, whole.id, weights));

    const rows = untimed(await engine.request('runs.evaluations', { run: id }));
    const all = untimed(await engine.request('runs.evaluations', { run: whole.id }));
    expect(rows.filter(({ split }) => split === 'validation')).toEqual(
      all.filter(({ split }) => split === 'validation'),
    );
    expect(rows.filter(({ split }) => split === 'test').map(({ epoch }) => epoch)).toEqual([3, 6]);
    expect(rows.at(-1)).toEqual(all.at(-1));
    const [event] = await engine.request('runs.events', { run: id });
    expect(event).toMatchObject({ kind: 'continued', epochs: 6, epoch: 3, step: first.progress.step });
    const seen = (await engine.request('runs.metrics', { run: id, after: 0 })).map(({ step }) => step);
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
  });

  test('are for a run that does not train, and has not failed', async () => {
    const engine = await testEngine(temporaryFolder());
    const { id: corpus } = await importText(engine, sentences(200));
    const wild = settings({ cell: 'relu', learningRate: 3e4, clipNorm: null });
    const failed = await engine.request('runs.start', { corpus, settings: wild });
    await engine.followRun(failed.id, {});
    await expect(engine.request('runs.continue', { run: failed.id, epochs: 99 })).rejects.toThrow('would fail again');
    const { id } = await engine.request('runs.start', { corpus, settings: settings({ epochs: ENDLESS }) });
    await expect(engine.request('runs.continue', { run: id, epochs: 5 })).rejects.toThrow('training already');
    await runThat(engine, id, (run) => busy(run) && run.progress.epoch > 1);
    await engine.request('runs.stop', { run: id });
    const { progress } = await engine.request('runs.get', { run: id });
    // fewer than it was meant to have, and more than it has had
    await engine.request('runs.continue', { run: id, epochs: progress.epoch + 1 });
    expect(await engine.followRun(id, {})).toMatchObject({
      status: 'completed',
      progress: { epoch: progress.epoch + 1 },
    });
    expect(await events(engine, id)).toEqual(['continued']);
  });
});

describe('a run that goes on', () => {
  test('after a stop has a mark, after a pause has none', async () => {
    const engine = await testEngine(temporaryFolder());
    const { id: corpus } = await importText(engine, sentences(200));
    const { id } = await engine.request('runs.start', { corpus, settings: settings({ epochs: ENDLESS }) });
    const told: number[] = [];
    engine.subscribe(({ event, payload }) => void (event === 'run-changed' && told.push(payload.events)));
    await runThat(engine, id, busy);
    await engine.request('runs.pause', { run: id });
    await engine.request('runs.resume', { run: id });
    expect(await events(engine, id)).toEqual([]);
    await runThat(engine, id, busy);
    await engine.request('runs.stop', { run: id });
    const { progress } = await engine.request('runs.get', { run: id });
    await engine.request('runs.resume', { run: id });
    const [event] = await engine.request('runs.events', { run: id });
    expect(event).toMatchObject({ kind: 'resumed', step: progress.step, tokens: progress.tokens });
    expect(told.at(-1)).toBe(1);
    await engine.request('runs.stop', { run: id });
  });
});

describe('the learning rate', () => {
  test('is set while a run trains and while it is paused, here and from another process', async () => {
    const folder = temporaryFolder();
    const owner = await testEngine(folder);
    const other = await testEngine(folder);
    const { id: corpus } = await importText(owner, sentences(500));
    const { id } = await owner.request('runs.start', { corpus, settings: settings({ epochs: ENDLESS }) });
    const later = await owner.request('runs.start', { corpus, settings: settings({ epochs: ENDLESS }) });
    const set = (engine: LocalEngine, run: number, learningRate: number) =>
      engine.request('runs.setLearningRate', { run, learningRate });
    await runThat(owner, id, busy);
    await set(owner, id, 0.05);
    expect(await owner.request('runs.events', { run: id })).toMatchObject([{ kind: 'rate-set', from: 0.1, to: 0.05 }]);
    await set(other, id, 0.04);
    await expect.poll(() => events(owner, id), { interval: 50 }).toHaveLength(2);
    await owner.request('runs.pause', { run: id });
    await set(other, id, 0.03);
    await set(owner, id, 0.02);
    await owner.request('runs.stop', { run: later.id });
    await owner.request('runs.resume', { run: id });
    const at = (await owner.request('runs.get', { run: id })).progress.step;
    await runThat(owner, id, (run) => busy(run) && run.progress.step > at);
    await owner.request('runs.stop', { run: id });

    const all = await owner.request('runs.events', { run: id });
    expect(all.map((event) => event.kind === 'rate-set' && [event.from, event.to])).toEqual([
      [0.1, 0.05],
      [0.05, 0.04],
      [0.04, 0.03],
      [0.03, 0.02],
    ]);
    const rows = await owner.request('runs.metrics', { run: id, after: 0 });
    expect(rows.at(-1)?.learningRate).toBe(0.02);
    await expect(set(owner, id, 0.01)).rejects.toThrow('not training');
    await expect(set(owner, later.id, -1)).rejects.toMatchObject({ kind: 'invalid-request' });
    const resumed = await owner.resumeRun(id, { learningRate: 0.01 });
    expect(resumed.settings.learningRate).toBe(0.1);
    expect(await events(owner, id)).toEqual(['rate-set', 'rate-set', 'rate-set', 'rate-set', 'resumed', 'rate-set']);
  });

  test('of a run that has not begun is that of its settings', async () => {
    const engine = await testEngine(temporaryFolder());
    const { id: corpus } = await importText(engine, sentences(100));
    const endless = settings({ epochs: ENDLESS });
    await engine.request('runs.start', { corpus, settings: endless });
    const { id: run } = await engine.request('runs.start', { corpus, settings: endless });
    await expect(engine.request('runs.setLearningRate', { run, learningRate: 1 })).rejects.toThrow('has not begun');
    await engine.request('runs.pause', { run });
    await expect(engine.request('runs.setLearningRate', { run, learningRate: 1 })).rejects.toThrow('has not begun');
    expect(await engine.request('runs.events', { run })).toEqual([]);
  });

  test('of a run that waits in another process is set at once, or refused with the reason', async () => {
    const folder = temporaryFolder();
    const owner = await testEngine(folder);
    const other = await testEngine(folder);
    const { id: corpus } = await importText(owner, sentences(200));
    const endless = settings({ epochs: ENDLESS });
    const { id: begun } = await owner.request('runs.start', { corpus, settings: endless });
    await runThat(owner, begun, busy);
    await owner.request('runs.stop', { run: begun });
    await owner.request('runs.start', { corpus, settings: endless });
    const { id: fresh } = await owner.request('runs.start', { corpus, settings: endless });
    await owner.request('runs.resume', { run: begun });

    const set = (run: number) => other.request('runs.setLearningRate', { run, learningRate: 0.05 });
    await expect(set(fresh)).rejects.toThrow('has not begun');
    await set(begun);
    expect(await events(other, begun)).toEqual(['resumed', 'rate-set']);
  });
});
