/** A run of the window model: everything that a recurrent run can do, on the same text and in the same units. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { initialise } from '../../src-shared/model/initialise.ts';
import { setEpochs } from '../store/set-epochs.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { ENDLESS, importText, runThat, sentences, settings, storedWeights, testEngine } from './test-engine.ts';

const WINDOW = { architecture: 'window', context: 3, projection: 5 } as const;
const sampling = { temperature: 0.8, topK: null, topP: null, seed: 7, length: 12 };

test('trains on the text of a recurrent run, is compared, sampled, scored, exported and imported again', async () => {
  const folder = temporaryFolder();
  const engine = await testEngine(folder);
  const corpus = await importText(engine, sentences(300));
  const start = async (changes: object) => {
    const { id } = await engine.request('runs.start', { corpus: corpus.id, settings: settings(changes) });
    return engine.followRun(id, {});
  };
  const [recurrent, run] = [await start({}), await start(WINDOW)];
  expect([recurrent.status, run.status]).toEqual(['completed', 'completed']);
  expect(run.name).toMatch(/^window of words, context 3, projection 5/);
  expect(run.settings).toMatchObject(WINDOW);
  const K = corpus.types;
  expect(run.parameters).toBe(5 * K + 8 * 15 + 8 * K);
  // The same split, so the same tokens; untrained, both guess.
  const evaluations = await Promise.all(
    [recurrent, run].map(({ id }) => engine.request('runs.evaluations', { run: id })),
  );
  const [theirs, own] = evaluations.map((rows) => rows.map(({ split, tokens }) => [split, tokens]));
  expect(own).toEqual(theirs);
  for (const rows of evaluations) {
    expect(rows[0]?.loss).toBeCloseTo(Math.log(K), 0);
    expect(rows[2]?.loss).toBeLessThan(rows[0]?.loss ?? 0);
  }
  const [first] = await engine.request('runs.metrics', { run: run.id, after: 0 });
  for (const norm of [first?.normIn, first?.normRec, first?.normOut]) expect(norm).toBeGreaterThan(0);

  const prompt = { run: run.id, weights: 'last', prompt: 'the cat', settings: sampling, count: 2 } as const;
  const samples = await engine.request('sampling.generate', prompt);
  expect(samples[0]?.text).toMatch(/^the cat/);
  expect(await engine.request('sampling.generate', prompt)).toEqual(samples);
  const next = (id: number, context: string) =>
    engine.request('sampling.next', { run: id, weights: 'last', context, top: 1000 });
  const seen = await next(run.id, 'one dog ran over');
  expect(seen.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 4);
  expect(await next(run.id, 'saw hills dog ran over')).toEqual(seen);
  expect(await next(run.id, 'one cat ran over')).not.toEqual(seen);

  const source = { kind: 'text', text: 'the cat sat.\nthe zebra sat.\n' } as const;
  const request = { run: run.id, weights: 'last', source } as const;
  const evaluated = await engine.request('runs.evaluateText', request);
  const scored = await engine.request('sampling.score', { ...request, alternatives: 2 });
  expect(scored.loss).toBeCloseTo(evaluated.loss, 10);

  for (const format of ['safetensors', 'npz'] as const) {
    const file = join(folder, `model.${format}`);
    await engine.exportRun(run.id, format, file, 'last');
    const imported = await engine.importModel(file);
    expect(imported).toMatchObject({ settings: WINDOW, parameters: run.parameters });
    expect(await next(imported.id, 'one dog ran over')).toEqual(seen);
  }
});

test('paused, closed and resumed it ends with the same bits', async () => {
  const folder = temporaryFolder();
  let engine = await testEngine(folder);
  const { id: corpus, types: vocabulary } = await importText(engine, sentences(2000));
  const endless = settings({ ...WINDOW, epochs: ENDLESS, hidden: 24, carryState: true, order: 'sequential' });
  const { id } = await engine.request('runs.start', { corpus, settings: endless });
  await runThat(engine, id, ({ progress }) => progress.step > 0);
  await engine.request('runs.pause', { run: id });
  await engine.request('runs.resume', { run: id });
  await engine.close();
  engine = await testEngine(folder);
  const closed = await engine.request('runs.get', { run: id });
  expect(closed.status).toBe('stopped');
  const epochs = closed.progress.epoch + 1;
  setEpochs(folder, id, epochs);
  await engine.resumeRun(id);
  const ended = await engine.followRun(id, {});
  const whole = await engine.request('runs.start', { corpus, settings: { ...endless, epochs } });
  const finished = await engine.followRun(whole.id, {});
  expect(ended).toMatchObject({ status: 'completed', best: finished.best });
  expect(storedWeights(folder, id)).toEqual(storedWeights(folder, whole.id));
  const shape = { ...WINDOW, vocabulary, hidden: 24, cell: 'tanh' } as const;
  expect(storedWeights(folder, id)).not.toEqual(initialise(shape, endless.seed));
});

test('what it cannot do is refused with a sentence, and what it costs is estimated', async () => {
  const engine = await testEngine(temporaryFolder());
  const { id: corpus } = await importText(engine, sentences(100));
  const truncated = settings({ ...WINDOW, truncate: 4 });
  await expect(engine.request('runs.start', { corpus, settings: truncated })).rejects.toThrow('no hidden state');
  await expect(engine.request('runs.estimate', { corpus, settings: truncated })).rejects.toThrow('no hidden state');
  const estimate = await engine.request('runs.estimate', { corpus, settings: settings(WINDOW) });
  expect(estimate.parameters).toBe(5 * estimate.vocabulary + 8 * 15 + 8 * estimate.vocabulary);
  expect(estimate.seconds).toBeGreaterThan(0);
});
