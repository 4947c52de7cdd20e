import { expect, test } from 'vitest';
import { LibraryWatcher } from '../../src-main/engine/library-watcher.ts';
import { openLog } from '../../src-main/engine/log-file.ts';
import type { ReadableDatabase } from '../../src-main/store/database.ts';
import { openStore } from '../../src-main/store/open-store.ts';
import { setRunStatus } from '../../src-main/store/runs.ts';
import { storedRun } from '../store/sample-rows.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';

test('what changed while the library could not be read is told by the next look', () => {
  const folder = temporaryFolder();
  const database = openStore(folder);
  const run = storedRun(database, null, { status: 'running' });
  let broken = false;
  const reader: ReadableDatabase = {
    get(sql, ...values) {
      if (broken) throw new Error('The disk does not answer.');
      return database.get(sql, ...values);
    },
    all: (sql, ...values) => database.all(sql, ...values),
    each: (sql, ...values) => database.each(sql, ...values),
    close: () => database.close(),
  };
  const watcher = new LibraryWatcher(reader, openLog(folder), () => undefined);
  const told: string[] = [];
  let closed = 0;
  watcher.subscribe(
    (message) => told.push(message.event === 'run-changed' ? message.payload.run.status : message.event),
    () => closed++,
  );
  setRunStatus(database, run, { status: 'completed', message: '', session: null });
  broken = true;
  watcher.look();
  expect(told).toEqual([]);
  broken = false;
  watcher.look();
  watcher.look();
  expect(told).toEqual(['completed']);
  watcher.close();
  expect(closed).toBe(1);
  database.close();
});
