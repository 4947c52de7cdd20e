import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { decodePerceptron } from '../../src-shared/interchange/perceptron-file.ts';
import { generatedPreset } from '../../src-shared/training/mlp/presets.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { asPerceptron, importGenerated, mlpSettings, storedTensors } from './perceptrons.ts';
import { ENDLESS, importText, runThat, sentences, settings, testEngine } from './test-engine.ts';

const XOR = [
  ['0', '0'],
  ['0', '1'],
  ['1', '0'],
  ['1', '1'],
];

describe('a perceptron', () => {
  test('learns XOR, answers, is exported, imported and trained on', async () => {
    const folder = temporaryFolder();
    const engine = await testEngine(folder);
    const { id: dataSet } = await importGenerated(engine, { name: 'xor' });
    const preset = generatedPreset('xor');
    const estimate = await engine.request('perceptrons.estimate', { dataSet, settings: preset });
    expect(estimate).toMatchObject({ shape: { layers: [2, 2, 1] }, parameters: 9, trainExamples: 4, shared: false });
    expect(estimate.examplesPerSecond).toBeGreaterThan(1000);

    const started = await engine.request('perceptrons.start', { dataSet, settings: preset });
    expect(started).toMatchObject({ family: 'perceptron', dataSetId: dataSet, parameters: 9, trainTokens: 4 });
    expect(started.name).toBe('2-2-1 sigmoid, quadratic, rate 2.0, momentum 0.9, decay 0.0002, batch 1');
    expect(started.kernels).toMatch(/^mlp-simd/);
    const run = asPerceptron(await engine.followRun(started.id, {}));
    expect(run).toMatchObject({ status: 'completed', best: null });
    expect(run.progress).toMatchObject({ epoch: 1000, step: 4000, tokens: 4000, secondsLeft: null });
    const metrics = await engine.request('runs.metrics', { run: run.id, after: 0 });
    expect(metrics.at(-1)).toMatchObject({ step: 4000, normIn: null, normOut: null });
    expect(metrics.at(-1)?.loss).toBeLessThan(0.1);

    const answers = await engine.request('perceptrons.predict', { run: run.id, weights: 'last', rows: XOR });
    expect(answers.map(([a = NaN]) => Math.round(a))).toEqual([0, 1, 1, 0]);
    const network = await engine.request('perceptrons.network', { run: run.id, weights: 'now' });
    expect(network).toMatchObject({ shape: run.shape, epoch: 1000, step: 4000 });
    expect(Float32Array.from(network.weights[0] ?? [])).toEqual(storedTensors(folder, run.id).get('W1'));
    const page = { run: run.id, weights: 'last', split: 'train', offset: 1, limit: 2 } as const;
    const shown = await engine.request('perceptrons.examples', page);
    expect(shown).toMatchObject({ total: 4, places: [1, 2], examples: { count: 2 } });
    expect(shown.outputs.map(Math.round)).toEqual(shown.examples.classes);
    expect(await engine.request('perceptrons.examples', { ...page, offset: 0, only: 'wrong' })).toMatchObject({
      total: 0,
      places: [],
    });

    for (const format of ['safetensors', 'npz'] as const) {
      const file = join(folder, `network.${format}`);
      await engine.exportRun(run.id, format, file);
      expect(decodePerceptron(readFileSync(file))).toMatchObject({ shape: run.shape, targetNames: ['0', '1'] });
      const imported = await engine.importModel(file, format);
      expect(imported).toMatchObject({ family: 'perceptron', dataSetId: null, shape: run.shape, status: 'completed' });
      const asked = { run: imported.id, weights: 'best', rows: XOR } as const;
      expect(await engine.request('perceptrons.predict', asked)).toEqual(answers);
      await expect(engine.request('runs.resume', { run: imported.id })).rejects.toThrow('without data');
    }
    const json = join(folder, 'run.json');
    await engine.exportRun(run.id, 'json', json);
    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({ run: { family: 'perceptron', name: run.name } });

    await engine.request('runs.continue', { run: run.id, epochs: 1200 });
    expect(await engine.followRun(run.id, {})).toMatchObject({ status: 'completed', progress: { epoch: 1200 } });
  });

  test('is validated and tested: figures, a confusion matrix, wrong examples', async () => {
    const folder = temporaryFolder();
    const engine = await testEngine(folder);
    const data = await importGenerated(engine, { name: 'blobs', count: 60, noise: 0.8 });
    const started = await engine.request('perceptrons.start', { dataSet: data.id, settings: mlpSettings() });
    const run = asPerceptron(await engine.followRun(started.id, {}));
    const rows = await engine.request('runs.evaluations', { run: run.id });
    expect(rows.map(({ split, step }) => [split, step])).toEqual([
      ...[0, 1, 2, 3].map((epoch) => ['validation', epoch * Math.ceil(data.counts.train / 8)]),
      ['test', run.progress.step],
    ]);
    const test = rows.at(-1);
    if (test?.family !== 'perceptron') throw new Error('not a perceptron’s');
    const { confusion, accuracy } = test;
    expect(confusion).toHaveLength(9);
    expect((confusion![0]! + confusion![4]! + confusion![8]!) / data.counts.test).toBe(accuracy);
    const best = rows.filter((row) => row.split === 'validation' && row.best).at(-1);
    expect(run.best).toMatchObject({ loss: best?.loss, step: best?.step, rootMeanSquaredError: null });

    const all = { run: run.id, weights: 'best', split: 'test', offset: 0, limit: 1000 } as const;
    const wrong = await engine.request('perceptrons.examples', { ...all, only: 'wrong' });
    expect(wrong.total).toBe(Math.round(data.counts.test * (1 - (accuracy ?? 0))));
    const cell = await engine.request('perceptrons.examples', { ...all, actual: 1, predicted: 0 });
    expect(cell.total).toBe(confusion![3]);
  });

  test('is told how fast to go while it trains, and shows its weights of the moment', async () => {
    const engine = await testEngine(temporaryFolder());
    const { id: dataSet } = await importGenerated(engine, { name: 'xor' });
    const slow = { dataSet, settings: mlpSettings({ epochs: ENDLESS, batchSize: 1 }), stepsPerSecond: 1e-3 };
    const { id } = await engine.request('perceptrons.start', slow);
    await runThat(engine, id, ({ progress }) => progress.step === 1);
    // it waits for a quarter of an hour, and answers at once
    const network = await engine.request('perceptrons.network', { run: id, weights: 'now' });
    expect(network.step).toBe(1);
    await engine.request('runs.setLearningRate', { run: id, learningRate: 0.25 });
    await engine.request('perceptrons.setPace', { run: id, stepsPerSecond: null });
    await runThat(engine, id, ({ progress }) => progress.step > 1000);
    await engine.request('perceptrons.setPace', { run: id, stepsPerSecond: 1e-3 });
    await engine.request('runs.pause', { run: id });
    const { status, progress } = await engine.request('runs.get', { run: id });
    expect(status).toBe('paused');
    const [event] = await engine.request('runs.events', { run: id });
    expect(event).toMatchObject({ kind: 'rate-set', to: 0.25, step: 1 });
    await engine.request('runs.resume', { run: id });
    await runThat(engine, id, (run) => run.status === 'running' && run.progress.step === progress.step + 1);
    await engine.request('library.trash', { items: [{ kind: 'dataset', id: dataSet }] });
    expect(await engine.request('runs.get', { run: id })).toMatchObject({ status: 'stopped' });
    await engine.request('library.emptyTrash', {});
    await expect(engine.request('runs.get', { run: id })).rejects.toThrow('no run');
  });
});

describe('what is refused', () => {
  test('requests for the other family', async () => {
    const engine = await testEngine(temporaryFolder());
    const { id: dataSet } = await importGenerated(engine, { name: 'xor' });
    const { id: run } = await engine.request('perceptrons.start', { dataSet, settings: mlpSettings() });
    await engine.followRun(run, {});
    const isPerceptron = 'is a perceptron: choose a run that learns from a text';
    await expect(engine.request('runs.samples', { run })).rejects.toThrow(isPerceptron);
    await expect(engine.request('runs.baselines', { run, split: 'test' })).rejects.toThrow(isPerceptron);
    await expect(engine.request('sampling.next', { run, weights: 'best', context: 'a', top: 1 })).rejects.toThrow(
      isPerceptron,
    );
    await expect(
      engine.request('runs.evaluateText', { run, weights: 'best', source: { kind: 'text', text: 'a' } }),
    ).rejects.toThrow(isPerceptron);

    const { id: corpus } = await importText(engine, sentences(20));
    const { id: language } = await engine.request('runs.start', { corpus, settings: settings({ epochs: 1 }) });
    await engine.followRun(language, {});
    await expect(engine.request('perceptrons.step', { run: language, steps: 1 })).rejects.toThrow('a language model');
    await expect(engine.request('perceptrons.network', { run: language, weights: 'now' })).rejects.toThrow(
      'a language model',
    );
  });

  test('settings, rows and moments that do not fit', async () => {
    const engine = await testEngine(temporaryFolder());
    const { id: dataSet } = await importGenerated(engine, { name: 'xor' });
    const { id: sine } = await importGenerated(engine, { name: 'sine' });
    await expect(engine.request('perceptrons.start', { dataSet: sine, settings: mlpSettings() })).rejects.toThrow(
      'Choose the quadratic cost',
    );
    await expect(
      engine.request('perceptrons.estimate', { dataSet, settings: mlpSettings({ cost: 'quadratic' }) }),
    ).rejects.toThrow('Softmax outputs need');
    await expect(engine.request('perceptrons.start', { dataSet: 99, settings: mlpSettings() })).rejects.toThrow(
      'no data set',
    );
    const large = await engine.request('perceptrons.start', {
      dataSet,
      settings: mlpSettings({ hidden: [400, 700], epochs: ENDLESS }),
    });
    await expect(engine.request('perceptrons.network', { run: large.id, weights: 'now' })).rejects.toThrow('250000');
    await expect(engine.request('perceptrons.step', { run: large.id, steps: 1 })).rejects.toThrow('training already');
    await runThat(engine, large.id, ({ progress }) => progress.step > 0);
    const ask = (rows: string[][]) => engine.request('perceptrons.predict', { run: large.id, weights: 'last', rows });
    await expect(ask([['1']])).rejects.toThrow('Row 1 has 1 fields, but the network has 2');
    await expect(
      ask([
        ['1', '0'],
        ['1', 'red'],
      ]),
    ).rejects.toThrow('Row 2');
    const other = await engine.request('perceptrons.start', { dataSet, settings: mlpSettings() });
    await engine.request('runs.pause', { run: other.id });
    await expect(engine.request('perceptrons.step', { run: other.id, steps: 1 })).rejects.toThrow('Another run');
  });
});
