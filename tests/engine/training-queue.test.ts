import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openLog } from '../../src-main/engine/log-file.ts';
import { TrainingQueue } from '../../src-main/engine/training-queue.ts';
import type { WritableDatabase } from '../../src-main/store/database.ts';
import { openStore } from '../../src-main/store/open-store.ts';
import { getRun } from '../../src-main/store/runs.ts';
import { UnfoldError } from '../../src-shared/protocol/index.ts';
import { storedCorpus, storedRun } from '../store/sample-rows.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';

/** Trains nothing: done when told to end, or at once. */
const THREAD = `
  import { parentPort, workerData } from 'node:worker_threads';
  if (workerData.run === 1) parentPort.postMessage({ kind: 'done', end: { status: 'completed' } });
  else parentPort.once('message', () => parentPort.postMessage({ kind: 'done', end: { status: 'ended' } }));
`;

function queueOver(database: WritableDatabase, dataFolder: string, onChange: () => void = () => undefined) {
  const workerFile = join(dataFolder, 'thread.mjs');
  writeFileSync(workerFile, THREAD);
  const kernels = { name: 'reference', note: '', modules: [], threads: 1, perceptron: null };
  return new TrainingQueue({
    database,
    dataFolder,
    workerFile,
    kernels,
    session: 'own',
    log: openLog(dataFolder),
    onChange,
  });
}

const queued = (database: WritableDatabase): number =>
  storedRun(database, storedCorpus(database).id, { status: 'queued', session: 'own' });

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('the training queue', () => {
  test('stores the end of a run even when the library refuses at first', async () => {
    const folder = temporaryFolder();
    const database = openStore(folder);
    const run = queued(database);
    let refusals = 0;
    const busyAtTheEnd: WritableDatabase = {
      get: (sql, ...values) => database.get(sql, ...values),
      all: (sql, ...values) => database.all(sql, ...values),
      each: (sql, ...values) => database.each(sql, ...values),
      script: (sql) => database.script(sql),
      transaction: (body) => database.transaction(body),
      close: () => database.close(),
      run(sql, ...values) {
        if (values.includes('completed') && refusals++ === 0) throw new UnfoldError('conflict', 'Busy.');
        return database.run(sql, ...values);
      },
    };
    const queue = queueOver(busyAtTheEnd, folder);
    queue.add(run);
    await until(() => refusals > 0);
    expect(getRun(database, run).status).toBe('running');
    expect(queue.has(run)).toBe(true);
    await queue.end(run, 'stopped');
    expect(getRun(database, run)).toMatchObject({ status: 'completed', session: null });
    expect(queue.has(run)).toBe(false);
    await queue.close();
    database.close();
  });

  test('ends several runs without beginning those that waited', async () => {
    const folder = temporaryFolder();
    const database = openStore(folder);
    storedRun(database, null);
    const runs = [queued(database), queued(database), queued(database)];
    const trained = new Set<number>();
    const queue = queueOver(database, folder, () => {
      for (const run of runs) if (getRun(database, run).status === 'running') trained.add(run);
    });
    for (const run of runs) queue.add(run);
    await queue.endAll(runs, 'stopped');
    expect([...trained]).toEqual([runs[0]]);
    expect(runs.map((run) => getRun(database, run).status)).toEqual(['stopped', 'stopped', 'stopped']);
    await queue.close();
    database.close();
  });

  test('ends a run that is told to end the moment it is said to train', async () => {
    const folder = temporaryFolder();
    const database = openStore(folder);
    storedRun(database, null);
    const run = queued(database);
    let ended: Promise<void> | undefined;
    const queue = queueOver(database, folder, () => (ended ??= queue.end(run, 'paused')));
    queue.add(run);
    await ended;
    expect(getRun(database, run)).toMatchObject({ status: 'paused', session: 'own' });
    await queue.close();
    expect(getRun(database, run)).toMatchObject({ status: 'stopped', session: null });
    database.close();
  });
});
