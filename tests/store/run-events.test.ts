import { expect, test } from 'vitest';
import type { RunEvent } from '../../src-shared/protocol/index.ts';
import { changePlace, readCheckpoint, writeCheckpoint } from '../../src-main/store/checkpoints.ts';
import { libraryRevision } from '../../src-main/store/library-revision.ts';
import { openStore } from '../../src-main/store/open-store.ts';
import { rewindToCheckpoint } from '../../src-main/store/rewind.ts';
import { countRunEvents, insertRunEvent, listRunEvents } from '../../src-main/store/run-events.ts';
import { getRun, setRunEpochs } from '../../src-main/store/runs.ts';
import { checkpoint, metricRow, stored, storedRun } from './sample-rows.ts';
import { insertMetrics } from '../../src-main/store/metrics.ts';
import { temporaryFolder } from './temporary-folder.ts';

const at = (epoch: number, step: number) => ({ at: 1000 + step, epoch, step, tokens: 3 * step, seconds: step / 8 });
const EVENTS: readonly RunEvent[] = [
  { kind: 'rate-set', from: 0.1, to: 1 / 3, ...at(0, 5) },
  { kind: 'rate-halved', from: 1 / 3, to: 1 / 6, ...at(1, 10) },
  { kind: 'resumed', ...at(1, 12) },
  { kind: 'rate-halved', from: 1 / 6, to: 1 / 12, ...at(2, 20) },
  { kind: 'continued', epochs: 9, ...at(2, 20) },
];

test('events come back as they were, in order, and every one is a change of the run', () => {
  const database = openStore(temporaryFolder());
  const [run, other] = [storedRun(database, null), storedRun(database, null)];
  for (const event of EVENTS) {
    const before = libraryRevision(database).runs.get(run) ?? Infinity;
    insertRunEvent(database, run, event);
    expect(libraryRevision(database).runs.get(run)).toBeGreaterThan(before);
  }
  expect(listRunEvents(database, run)).toEqual(EVENTS);
  expect(countRunEvents(database, run)).toBe(5);
  expect(listRunEvents(database, other)).toEqual([]);
  database.close();
});

test('a run that goes back to its checkpoint forgets the halvings after it, and nothing else', () => {
  const database = openStore(temporaryFolder());
  const run = storedRun(database, null);
  for (const event of EVENTS) insertRunEvent(database, run, event);
  // the epoch's end is reached again from here: the second halving comes again
  writeCheckpoint(database, run, checkpoint(20, { work: 'validate', epoch: 1 }), null, { seconds: 2, evaluations: 0 });
  rewindToCheckpoint(database, run);
  expect(listRunEvents(database, run).map(({ kind }) => kind)).toEqual([
    'rate-set',
    'rate-halved',
    'resumed',
    'continued',
  ]);
  database.close();
});

test('a place is changed without touching the weights', () => {
  const database = openStore(temporaryFolder());
  const run = storedRun(database, null);
  expect(changePlace(database, run, (place) => place)).toBeNull();
  const written = checkpoint(20, { work: 'finished' });
  writeCheckpoint(database, run, written, null, { seconds: 2, evaluations: 0 });
  expect(changePlace(database, run, (place) => ({ ...place, work: 'train' }))).toEqual(written.place);
  expect(readCheckpoint(database, run)).toMatchObject({
    ...stored(written),
    place: { ...written.place, work: 'train' },
  });
  database.close();
});

test('a run knows its last row and its new number of epochs', () => {
  const database = openStore(temporaryFolder());
  const run = storedRun(database, null);
  expect(getRun(database, run).progress.lastMetric).toBe(0);
  insertMetrics(database, run, [metricRow(5), metricRow(10)]);
  const { settings } = getRun(database, run);
  setRunEpochs(database, run, 77);
  expect(getRun(database, run)).toMatchObject({ progress: { lastMetric: 2 }, settings: { ...settings, epochs: 77 } });
  database.close();
});
