import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { decodeModel } from '../../src-shared/interchange/recurrent-model-file.ts';
import type { EvaluationRow, MetricRow } from '../../src-shared/protocol/index.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { asLanguageRun, importText, sentences, settings, storedWeights, testEngine } from './test-engine.ts';

const sampling = { temperature: 0.8, topK: null, topP: null, seed: 7, length: 12 };

describe('a text', () => {
  test('is imported, trained on, evaluated, sampled from, exported and imported again', async () => {
    const folder = temporaryFolder();
    const engine = await testEngine(folder);
    const info = await engine.request('engine.info', {});
    expect(info).toMatchObject({ version: '0.0.1', dataFolder: folder });
    expect(info.kernels).toMatch(/^simd/);

    const corpus = await importText(engine, sentences(300));
    expect(corpus).toMatchObject({ name: 'Tale', origin: 'pasted text', encoding: 'utf-8', sentenceRule: 'line' });
    expect(corpus.counts.train.sentences).toBe(270);
    expect(await engine.request('corpora.list', {})).toEqual([corpus]);
    const { total, entries } = await engine.request('corpora.vocabulary', { corpus: corpus.id, offset: 0, limit: 5 });
    expect(total).toBe(corpus.types);
    expect(entries.map(({ token }) => token)).toEqual(['<unk>', '<s>', '</s>', '.', entries[4]?.token]);

    // Whenever an event tells of rows, they are there.
    const shownBeforeStored: number[] = [];
    engine.subscribe(({ event, payload }) => {
      if (event !== 'run-changed' || payload.run.progress.lastMetric === 0) return;
      const { lastMetric } = payload.run.progress;
      void engine.request('runs.metrics', { run: payload.run.id, after: lastMetric - 1 }).then((rows) => {
        if (rows[0]?.index !== lastMetric) shownBeforeStored.push(lastMetric);
      });
    });
    const started = await engine.request('runs.start', { corpus: corpus.id, settings: settings() });
    expect(started).toMatchObject({ corpusId: corpus.id, trainTokens: corpus.counts.train.tokens + 270 });
    expect(started.vocabulary).toBe(corpus.types);
    const metrics: MetricRow[] = [];
    const evaluations: EvaluationRow[] = [];
    const ended = await engine.followRun(started.id, {
      metrics: (rows) => metrics.push(...rows),
      evaluations: (rows) => evaluations.push(...rows),
    });
    const run = asLanguageRun(ended);
    expect(run).toMatchObject({ status: 'completed', message: '', kernels: info.kernels });
    expect(run.progress).toMatchObject({ epoch: 2, step: 540, tokens: 2 * run.trainTokens, secondsLeft: null });
    expect(run.progress.checkpointAt).not.toBeNull();

    expect(metrics.map(({ index }) => index)).toEqual(metrics.map((_, i) => i + 1));
    expect(metrics.at(-1)).toMatchObject({ step: 540, learningRate: 0.1 });
    expect(await engine.request('runs.metrics', { run: run.id, after: 0 })).toEqual(metrics);
    expect(shownBeforeStored).toEqual([]);
    // the initial weights, after each epoch, and the test
    expect(evaluations.map(({ split, step }) => [split, step])).toEqual([
      ['validation', 0],
      ['validation', 270],
      ['validation', 540],
      ['test', 540],
    ]);
    expect(await engine.request('runs.evaluations', { run: run.id })).toEqual(evaluations);
    const losses = evaluations.filter(({ split }) => split === 'validation').map(({ loss }) => loss);
    expect(losses[0]).toBeCloseTo(Math.log(run.vocabulary), 0);
    expect(losses[2]).toBeLessThan(losses[0] ?? 0);
    expect(run.best?.loss).toBe(Math.min(...losses));

    const baselines = await engine.request('runs.baselines', { run: run.id, split: 'validation' });
    expect(baselines?.bigram.loss).toBeLessThan(baselines?.unigram.loss ?? 0);
    expect(
      await engine.request('corpora.baselines', {
        corpus: corpus.id,
        vocabularySize: 8000,
        minimumCount: 1,
        split: 'validation',
      }),
    ).toEqual(baselines);

    const request = { run: run.id, weights: 'best', prompt: 'the zebra', settings: sampling, count: 2 } as const;
    const samples = await engine.request('sampling.generate', request);
    expect(samples.map(({ seed }) => seed)).toEqual([7, 8]);
    expect(samples[0]?.unknown).toEqual(['zebra']);
    expect(samples[0]?.text).toMatch(/^the zebra/);
    expect(await engine.request('sampling.generate', request)).toEqual(samples);
    const next = await engine.request('sampling.next', { run: run.id, weights: 'best', context: 'the', top: 1000 });
    expect(next).toHaveLength(run.vocabulary);
    expect(next.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 4);

    const text = await engine.request('runs.evaluateText', {
      run: run.id,
      weights: 'best',
      source: { kind: 'text', text: 'the cat sat.\nthe zebra sat.\n' },
    });
    expect(text).toMatchObject({ tokens: 10, unknown: 1 });
    expect(text.loss).toBeGreaterThan(0);

    const file = join(folder, 'model.safetensors');
    await engine.exportRun(run.id, 'safetensors', file);
    const model = decodeModel(readFileSync(file));
    expect(model.parameters).toEqual(storedWeights(folder, run.id, 'best'));
    const imported = await engine.importModel(file);
    expect(imported).toMatchObject({ name: 'model', corpusId: null, status: 'completed', vocabulary: run.vocabulary });
    expect(
      await engine.request('sampling.next', { run: imported.id, weights: 'last', context: 'the', top: 1000 }),
    ).toEqual(next);
    await expect(engine.request('runs.resume', { run: imported.id })).rejects.toThrow('without a text');

    await engine.exportRun(run.id, 'csv', join(folder, 'run.csv'));
    expect(readFileSync(join(folder, 'run.csv'), 'utf8').split('\r\n')).toHaveLength(metrics.length + 2);
    await engine.exportRun(run.id, 'json', join(folder, 'run.json'));
    expect(JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8'))).toMatchObject({ run: { id: run.id }, metrics });
    await expect(engine.exportRun(run.id, 'csv', join(folder, 'none', 'x.csv'))).rejects.toThrow('cannot be written');
  });

  test('in running text is trained on in windows', async () => {
    const engine = await testEngine(temporaryFolder());
    const corpus = await importText(engine, sentences(100), { sentences: 'running', tokens: 'character' });
    const wrong = engine.request('runs.start', { corpus: corpus.id, settings: settings() });
    await expect(wrong).rejects.toThrow('choose a window');
    const windowed = settings({ window: 16, order: 'sequential', carryState: true, epochs: 1 });
    const { id, trainTokens } = await engine.request('runs.start', { corpus: corpus.id, settings: windowed });
    const run = await engine.followRun(id, {});
    expect(run).toMatchObject({ status: 'completed', progress: { tokens: trainTokens } });
    expect(run.progress.step).toBe(Math.ceil(trainTokens / 16));
    const prompt = 'the cat\n';
    const [sample] = await engine.request('sampling.generate', {
      run: id,
      weights: 'last',
      prompt,
      settings: sampling,
      count: 1,
    });
    expect(sample?.text.startsWith(prompt)).toBe(true);
    expect(sample?.tokens).toHaveLength(12);
  });
});

describe('given weights', () => {
  test('are what a run starts from, with their own vocabulary', async () => {
    const folder = temporaryFolder();
    const engine = await testEngine(folder);
    const corpus = await importText(engine, sentences(60));
    const first = await engine.request('runs.start', {
      corpus: corpus.id,
      settings: settings({ hidden: 5, vocabularySize: 9 }),
    });
    await engine.followRun(first.id, {});
    const file = join(folder, 'start.safetensors');
    await engine.exportRun(first.id, 'safetensors', file, 'last');

    const other = await importText(engine, `a zebra sat.\n${sentences(50)}`, {
      split: { train: 100, validation: 0, test: 0 },
    });
    const tiny = settings({ learningRate: 1e-12, epochs: 1, hidden: 64, clipNorm: null });
    const run = await engine.startRun(other.id, 'Continued', tiny, { initialWeights: file, logEvery: 1 });
    expect(run).toMatchObject({ name: 'Continued', vocabulary: 9, settings: { hidden: 5 } });
    const rows: MetricRow[] = [];
    await engine.followRun(run.id, { metrics: (more) => rows.push(...more) });
    expect(rows.map(({ step }) => step)).toEqual(Array.from({ length: 51 }, (_, i) => i + 1));
    expect(rows.every(({ normOut }) => (normOut ?? 0) > 0)).toBe(true);
    // a rate that is next to nothing leaves them as they were
    const [before, after] = [storedWeights(folder, first.id), storedWeights(folder, run.id)];
    expect(after.W_out.every((w, i) => Math.abs(w - (before.W_out[i] ?? NaN)) < 1e-6)).toBe(true);
    const items = [{ kind: 'run' as const, id: run.id }];
    await engine.request('library.trash', { items });
    await engine.request('library.emptyTrash', {});
    await expect(engine.request('runs.get', { run: run.id })).rejects.toMatchObject({ kind: 'not-found' });
  });
});
