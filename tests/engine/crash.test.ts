import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { NODE_FLAGS } from '../node-flags.ts';
import { setEpochs } from '../store/set-epochs.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { ENDLESS, importText, sentences, settings, storedWeights, testEngine } from './test-engine.ts';

test('a run whose process was killed is interrupted, and resumed ends with the same bits', async () => {
  const folder = temporaryFolder();
  const text = sentences(2000);
  const endless = settings({ epochs: ENDLESS, hidden: 24, checkpointSeconds: 0.1, validateEveryTokens: 20_000 });
  const child = spawn(process.execPath, [...NODE_FLAGS, join(import.meta.dirname, 'train-in-child.ts'), folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const exited = once(child, 'exit');
  child.stdin.end(JSON.stringify({ text, settings: endless }));
  // it says so when a checkpoint lies behind it and rows after it are stored
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const killedAt = Number((await lines.next()).value);
  const watching = await testEngine(folder);
  expect((await watching.request('runs.list', {}))[0]?.status).toBe('running');
  child.kill('SIGKILL');
  await exited;
  await watching.close();

  const engine = await testEngine(folder);
  const [run] = await engine.request('runs.list', {});
  expect(run).toMatchObject({ status: 'interrupted' });
  expect(run?.message).toContain('Resume it');
  expect(run?.progress.step).toBeGreaterThanOrEqual(killedAt);
  const id = run?.id ?? 0;
  const epochs = (run?.progress.epoch ?? 0) + 1;
  setEpochs(folder, id, epochs);
  const resumed = await engine.resumeRun(id);
  expect(resumed.progress.step).toBeGreaterThan(0);
  const { id: corpus } = await importText(engine, text);
  const whole = await engine.request('runs.start', { corpus, settings: { ...endless, epochs } });
  const ended = await engine.followRun(id, {});
  const finished = await engine.followRun(whole.id, {});
  expect(ended).toMatchObject({ status: 'completed', best: finished.best });
  expect(storedWeights(folder, id)).toEqual(storedWeights(folder, whole.id));
  const steps = (await engine.request('runs.metrics', { run: id, after: 0 })).map(({ step }) => step);
  expect(steps).toEqual([...new Set(steps)].sort((a, b) => a - b));
  const rows = async (of: number) =>
    (await engine.request('runs.evaluations', { run: of })).map(({ seconds: _seconds, ...row }) => row);
  expect(await rows(id)).toEqual(await rows(whole.id));
});
