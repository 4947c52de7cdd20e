import { describe, expect, test } from 'vitest';
import { initialise } from '../../src-shared/model/initialise.ts';
import { allFinite } from '../../src-shared/training/checkpoint.ts';
import type { Run } from '../../src-shared/protocol/index.ts';
import { setEpochs } from '../store/set-epochs.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import {
  asLanguageRun,
  ENDLESS,
  importText,
  runThat,
  sentences,
  settings,
  storedWeights,
  testEngine,
} from './test-engine.ts';

const busy = (run: Run): boolean => run.status === 'running' && run.progress.step > 0;

describe('a run', () => {
  test('that was paused, stopped and closed ends with the same bits as one that was not', async () => {
    const folder = temporaryFolder();
    let engine = await testEngine(folder);
    const { id: corpus } = await importText(engine, sentences(2000));
    const endless = settings({ epochs: ENDLESS, hidden: 24, validateEveryTokens: 20_000 });
    const parts = await engine.request('runs.start', { corpus, settings: endless });
    await runThat(engine, parts.id, busy);
    await engine.request('runs.pause', { run: parts.id });
    const paused = await engine.request('runs.get', { run: parts.id });
    expect(paused.status).toBe('paused');
    await engine.request('runs.resume', { run: parts.id });
    await runThat(engine, parts.id, (run) => busy(run) && run.progress.step > paused.progress.step);
    await engine.request('runs.stop', { run: parts.id });
    const stopped = await engine.request('runs.get', { run: parts.id });
    expect(stopped).toMatchObject({ status: 'stopped', message: '' });
    // what was recorded ends with the checkpoint
    expect((await engine.request('runs.metrics', { run: parts.id, after: 0 })).at(-1)?.step).toBe(
      stopped.progress.step,
    );

    await engine.resumeRun(parts.id);
    await runThat(engine, parts.id, (run) => busy(run) && run.progress.step > stopped.progress.step);
    await engine.close();
    engine = await testEngine(folder);
    const closed = await engine.request('runs.get', { run: parts.id });
    expect(closed.status).toBe('stopped');
    expect(closed.progress.step).toBeGreaterThan(stopped.progress.step);

    const epochs = closed.progress.epoch + 1;
    setEpochs(folder, parts.id, epochs);
    await engine.resumeRun(parts.id);
    const ended = await engine.followRun(parts.id, {});
    const whole = await engine.request('runs.start', { corpus, settings: { ...endless, epochs } });
    const finished = await engine.followRun(whole.id, {});
    expect(ended).toMatchObject({ status: 'completed', best: finished.best });
    expect(ended.progress.step).toBe(finished.progress.step);
    expect(storedWeights(folder, parts.id)).toEqual(storedWeights(folder, whole.id));
    expect(storedWeights(folder, parts.id, 'best')).toEqual(storedWeights(folder, whole.id, 'best'));
    const rows = async (run: number) =>
      (await engine.request('runs.evaluations', { run })).map(({ seconds: _seconds, ...row }) => row);
    expect(await rows(parts.id)).toEqual(await rows(whole.id));
  });

  test('that has done all its epochs goes no further', async () => {
    const engine = await testEngine(temporaryFolder());
    const { id: corpus } = await importText(engine, sentences(100));
    const { id: run } = await engine.request('runs.start', { corpus, settings: settings({ epochs: 1 }) });
    await engine.followRun(run, {});
    await expect(engine.request('runs.resume', { run })).rejects.toThrow('all its epochs');
    await expect(engine.request('runs.stop', { run })).rejects.toThrow('not training');
  });

  test('waits for the one before it; both can be stopped', async () => {
    const engine = await testEngine(temporaryFolder());
    const { id: corpus } = await importText(engine, sentences(500));
    const endless = settings({ epochs: ENDLESS });
    const first = await engine.request('runs.start', { corpus, settings: endless });
    const second = await engine.request('runs.start', { corpus, settings: endless });
    expect([first.status, second.status]).toEqual(['running', 'queued']);
    await expect(engine.request('runs.resume', { run: second.id })).rejects.toThrow('training already');
    await engine.request('runs.stop', { run: first.id });
    await runThat(engine, second.id, busy);
    // while it trains it can be sampled from, with weights that are new
    const [next] = await engine.request('sampling.next', { run: second.id, weights: 'last', context: '', top: 1 });
    expect(next?.probability).toBeGreaterThan(0);
    await engine.request('library.trash', { items: [{ kind: 'run', id: second.id }] });
    const trashed = await engine.request('runs.get', { run: second.id });
    expect(trashed).toMatchObject({ status: 'stopped', message: '' });
    expect(trashed.progress.step).toBeGreaterThan(0);
    await expect(engine.request('runs.resume', { run: second.id })).rejects.toThrow('Restore it first');
    await engine.request('library.emptyTrash', {});
    expect((await engine.request('runs.list', {})).map(({ id, status }) => [id, status])).toEqual([
      [first.id, 'stopped'],
    ]);
  });

  test('that is deleted while it is sampled from gives a plain answer', async () => {
    const engine = await testEngine(temporaryFolder());
    const { id: corpus } = await importText(engine, sentences(100));
    const { id } = await engine.request('runs.start', { corpus, settings: settings({ epochs: 1 }) });
    await engine.followRun(id, {});
    const sampling = { temperature: 1, topK: null, topP: null, seed: 1, length: 100_000 };
    // drawing gives way to other requests between two tokens
    const drawing = engine.request('sampling.generate', {
      run: id,
      weights: 'last',
      prompt: '',
      settings: sampling,
      count: 100,
    });
    const items = [{ kind: 'run' as const, id }];
    await engine.request('library.trash', { items });
    await engine.request('library.emptyTrash', { items });
    await expect(drawing).rejects.toMatchObject({ kind: 'not-found' });
  });

  test('gives the same weights whichever rows are cut', async () => {
    const folder = temporaryFolder();
    const engine = await testEngine(folder);
    const { id: corpus } = await importText(engine, sentences(200));
    const plain = settings({ clipNorm: null, epochs: 1 });
    const byClock = await engine.startRun(corpus, 'clock', plain);
    const bySteps = await engine.startRun(corpus, 'steps', plain, { logEvery: 7 });
    await engine.followRun(byClock.id, {});
    await engine.followRun(bySteps.id, {});
    expect(storedWeights(folder, bySteps.id)).toEqual(storedWeights(folder, byClock.id));
    const rows = await engine.request('runs.metrics', { run: bySteps.id, after: 0 });
    expect(rows.map(({ step }) => step)).toEqual(Array.from({ length: 25 }, (_, i) => 7 * (i + 1)));
  });

  test('that diverges fails with advice, and its last good checkpoint stays', async () => {
    const folder = temporaryFolder();
    const engine = await testEngine(folder);
    const { id: corpus } = await importText(engine, sentences(500));
    const wild = settings({ cell: 'relu', learningRate: 3e4, clipNorm: null, checkpointSeconds: 0.001 });
    const { id } = await engine.request('runs.start', { corpus, settings: wild });
    const run = asLanguageRun(await engine.followRun(id, {}));
    expect(run.status).toBe('failed');
    expect(run.message).toMatch(/Try a lower rate, for example 3000/);
    // it failed within its first epoch: the best weights are the initial ones
    const shape = { vocabulary: run.vocabulary, hidden: 8, cell: 'relu' } as const;
    expect(storedWeights(folder, id, 'best')).toEqual(initialise(shape, wild.seed));
    expect(allFinite(Object.values(storedWeights(folder, id, 'last')))).toBe(true);
    await expect(engine.request('runs.resume', { run: id })).rejects.toThrow('would fail again');
  });

  test('begun with other kernels goes on with a note', async () => {
    const folder = temporaryFolder();
    const none = await testEngine(folder, { kernelsFolder: folder });
    const info = await none.request('engine.info', {});
    expect(info.kernels).toBe('reference');
    expect(info.kernelsNote).toContain('missing from');
    const { id: corpus } = await importText(none, sentences(500));
    const { id } = await none.request('runs.start', { corpus, settings: settings({ epochs: ENDLESS }) });
    await runThat(none, id, busy);
    await none.close();

    const engine = await testEngine(folder);
    const resumed = await engine.resumeRun(id);
    expect(resumed.kernels).toMatch(/^simd/);
    expect(resumed.message).toContain('begun with the kernels "reference"');
  });
});
