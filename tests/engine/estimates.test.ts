import { expect, test } from 'vitest';
import { chooseKernels } from '../../src-main/engine/kernel-choice.ts';
import { measureSpeed } from '../../src-main/engine/text-jobs/measure-speed.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { engineOptions } from './engine-options.ts';
import { ENDLESS, importText, runThat, sentences, settings, testEngine } from './test-engine.ts';

test('an estimate tells the sizes of the run that then starts, and times that fit each other', async () => {
  const engine = await testEngine(temporaryFolder());
  const corpus = await importText(engine, sentences(200), { split: { train: 80, validation: 10, test: 10 } });
  const wanted = settings({ hidden: 12, vocabularySize: 10, epochs: 3 });
  const estimate = await engine.request('runs.estimate', { corpus: corpus.id, settings: wanted });
  const run = await engine.request('runs.start', { corpus: corpus.id, settings: wanted });
  const { vocabulary, parameters, trainTokens } = run;
  expect(estimate).toMatchObject({ vocabulary, parameters, trainTokens, shared: false });
  expect(estimate.checkpointBytes).toBe(4 * parameters);
  expect(estimate.memoryBytes).toBeGreaterThan(3 * estimate.checkpointBytes);
  expect(estimate.tokensPerSecond).toBeGreaterThan(0);
  expect(estimate.seconds).toBeGreaterThan((3 * trainTokens) / estimate.tokensPerSecond);
  await engine.followRun(run.id, {});

  // The same shape is measured once.
  const longer = { ...wanted, epochs: 30, learningRate: 0.5 };
  const [again, other] = await Promise.all([
    engine.request('runs.estimate', { corpus: corpus.id, settings: longer }),
    engine.request('runs.estimate', { corpus: corpus.id, settings: { ...longer, vocabularySize: 8000 } }),
  ]);
  expect(again.tokensPerSecond).toBe(estimate.tokensPerSecond);
  expect(again.seconds).toBeGreaterThan(6 * estimate.seconds);
  expect(other.vocabulary).toBe(corpus.types);
});

test('an estimate while a run trains says so, and measures anew when it has ended', async () => {
  const engine = await testEngine(temporaryFolder());
  const corpus = await importText(engine, sentences(60));
  const request = { corpus: corpus.id, settings: settings() };
  const { id } = await engine.request('runs.start', { corpus: corpus.id, settings: settings({ epochs: ENDLESS }) });
  await runThat(engine, id, ({ status }) => status === 'running');
  const during = await engine.request('runs.estimate', request);
  expect(during.shared).toBe(true);
  await engine.request('runs.stop', { run: id });
  const alone = await engine.request('runs.estimate', request);
  expect(alone.shared).toBe(false);
  expect(alone.tokensPerSecond).not.toBe(during.tokensPerSecond);
});

test('an estimate of a run in windows draws them from running text', async () => {
  const engine = await testEngine(temporaryFolder());
  const corpus = await importText(engine, sentences(60), { sentences: 'running', tokens: 'character' });
  const windows = settings({ window: 2000, truncate: 8, carryState: true, order: 'sequential' });
  const estimate = await engine.request('runs.estimate', { corpus: corpus.id, settings: windows });
  expect(estimate.tokensPerSecond).toBeGreaterThan(0);
});

test('an estimate on a text that is deleted meanwhile says so', async () => {
  const engine = await testEngine(temporaryFolder());
  const { id } = await importText(engine, sentences(60));
  const asked = [12, 13].map((hidden) =>
    engine.request('runs.estimate', { corpus: id, settings: settings({ hidden }) }),
  );
  const answered = Promise.allSettled(asked);
  await engine.request('library.trash', { items: [{ kind: 'corpus', id }] });
  await engine.request('library.emptyTrash', {});
  // The first one may have been quicker; the second waits for it.
  expect((await answered).at(-1)).toMatchObject({ status: 'rejected', reason: { kind: 'not-found' } });
});

test('what could not be started is refused with the same sentence', async () => {
  const engine = await testEngine(temporaryFolder());
  const lines = await importText(engine, sentences(60));
  const running = await importText(engine, sentences(61), { sentences: 'running' });
  for (const [corpus, wrong] of [
    [running.id, settings()],
    [lines.id, settings({ carryState: true })],
    [99, settings()],
  ] as const) {
    const said = (request: Promise<unknown>): Promise<string> =>
      request.then(
        () => expect.unreachable(),
        (error: unknown) => String(error),
      );
    const estimated = await said(engine.request('runs.estimate', { corpus, settings: wrong }));
    expect(estimated).toBe(await said(engine.request('runs.start', { corpus, settings: wrong })));
  }
});

test('the speed of a network that is too large to make is measured with a smaller one', async () => {
  const dataFolder = temporaryFolder();
  const engine = await testEngine(dataFolder);
  const { id: corpus } = await importText(engine, sentences(60));
  const kernels = chooseKernels(engineOptions(dataFolder).kernelsFolder);
  const order = { job: 'speed', dataFolder, corpus, settings: settings({ hidden: 16 }), kernels } as const;
  const speed = measureSpeed({ ...order, vocabulary: 10_000_000 });
  for (const seconds of Object.values(speed)) expect(seconds > 0 && seconds < Infinity).toBe(true);
});
