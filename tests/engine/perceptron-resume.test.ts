import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readCheckpoint } from '../../src-main/store/checkpoints.ts';
import { listEvaluations } from '../../src-main/store/evaluations.ts';
import { openStore } from '../../src-main/store/open-store.ts';
import type { MlpTrainingSettings } from '../../src-shared/training/mlp/settings.ts';
import { NODE_FLAGS } from '../node-flags.ts';
import { generated, storedDataSet } from '../store/perceptron-rows.ts';
import { storedPerceptron } from '../store/sample-rows.ts';
import { setEpochs } from '../store/set-epochs.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { importGenerated, mlpSettings, storedTensors } from './perceptrons.ts';
import { ENDLESS, testEngine } from './test-engine.ts';
import { DEATH, trainInSteps } from './train-in-steps.ts';

const shape = { layers: [2, 5, 3], activations: ['sigmoid', 'softmax'], cost: 'cross-entropy' } as const;

test.each([
  ['momentum, decay and a schedule', { momentum: 0.9, weightDecay: 0.01, schedule: 'cosine' }],
  ['halving, all examples at once', { batchSize: null, schedule: 'halve', epochs: 40 }],
] as [string, Partial<MlpTrainingSettings>][])('killed again and again, %s: the same bits', (_, changes) => {
  const database = openStore(temporaryFolder());
  const { id, counts } = storedDataSet(database, generated({ name: 'blobs', count: 120, noise: 0.5 }));
  const begin = (): number =>
    storedPerceptron(database, id, {
      shape,
      settings: mlpSettings({ epochs: 6, checkpointSeconds: 0.02, ...changes }),
      trainTokens: counts.train,
    });
  const [whole, cut] = [begin(), begin()];
  expect(trainInSteps(database, whole).status).toMatch(/completed|early-stop/);
  for (const look of [1, 2, 3, 4, 5]) expect(() => trainInSteps(database, cut, { [look]: 'die' })).toThrow(DEATH);
  trainInSteps(database, cut);
  const { seconds: _cut, ...resumed } = readCheckpoint(database, cut)!;
  const { seconds: _whole, ...uninterrupted } = readCheckpoint(database, whole)!;
  expect(resumed).toEqual(uninterrupted);
  const rows = (run: number) => listEvaluations(database, run).map(({ seconds: _seconds, ...row }) => row);
  expect(rows(cut)).toEqual(rows(whole));
  database.close();
});

describe('step by step', () => {
  test('a run has the same bits as one that trains at once, and is paused in between', async () => {
    const folder = temporaryFolder();
    const engine = await testEngine(folder);
    const { id: dataSet } = await importGenerated(engine, { name: 'blobs', count: 40, noise: 0.5 });
    const used = mlpSettings({ epochs: 2, momentum: 0.9 });
    const whole = await engine.request('perceptrons.start', { dataSet, settings: used });
    const { progress } = await engine.followRun(whole.id, {});
    const { id: run } = await engine.request('perceptrons.start', { dataSet, settings: used, stepsPerSecond: 1e-3 });
    await engine.request('runs.pause', { run });
    await engine.request('perceptrons.setPace', { run, stepsPerSecond: null });
    for (;;) {
      const { status, progress: now } = await engine.request('runs.get', { run });
      if (status === 'completed') break;
      expect(status).toBe('paused');
      expect(await engine.request('perceptrons.network', { run, weights: 'now' })).toMatchObject({ step: now.step });
      await engine.request('perceptrons.step', { run, steps: 2 });
      const { progress: after } = await engine.request('runs.get', { run });
      expect(after.step).toBe(Math.min(now.step + 2, progress.step));
    }
    expect(storedTensors(folder, run)).toEqual(storedTensors(folder, whole.id));
    expect(storedTensors(folder, run, 'best')).toEqual(storedTensors(folder, whole.id, 'best'));
    expect(await engine.request('runs.events', { run })).toEqual([]);
    await expect(engine.request('perceptrons.step', { run, steps: 1 })).rejects.toThrow('done all its epochs');
  });
});

test('a perceptron whose process was killed is interrupted, and resumed ends with the same bits', async () => {
  const folder = temporaryFolder();
  const endless = mlpSettings({ epochs: ENDLESS, momentum: 0.9, checkpointSeconds: 0.1 });
  const data = { name: 'blobs', count: 300, noise: 0.5 } as const;
  const child = spawn(
    process.execPath,
    [...NODE_FLAGS, join(import.meta.dirname, 'train-perceptron-in-child.ts'), folder],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  const exited = once(child, 'exit');
  child.stdin.end(JSON.stringify({ data, settings: endless }));
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  await lines.next();
  child.kill('SIGKILL');
  await exited;

  const engine = await testEngine(folder);
  const [run] = await engine.request('runs.list', {});
  expect(run).toMatchObject({ status: 'interrupted', family: 'perceptron' });
  const id = run?.id ?? 0;
  const epochs = (run?.progress.epoch ?? 0) + 1;
  setEpochs(folder, id, epochs);
  expect((await engine.resumeRun(id)).progress.step).toBeGreaterThan(0);
  const { id: dataSet } = await importGenerated(engine, data);
  const whole = await engine.request('perceptrons.start', { dataSet, settings: { ...endless, epochs } });
  expect(await engine.followRun(id, {})).toMatchObject({ status: 'completed' });
  await engine.followRun(whole.id, {});
  expect(storedTensors(folder, id)).toEqual(storedTensors(folder, whole.id));
  expect(storedTensors(folder, id, 'best')).toEqual(storedTensors(folder, whole.id, 'best'));
});
