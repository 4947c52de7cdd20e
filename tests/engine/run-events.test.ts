import { beforeAll, describe, expect, test } from 'vitest';
import { buildKernels } from '../../scripts/build-kernels.ts';
import type { RunEvent } from '../../src-shared/protocol/index.ts';
import type { TrainingSettings } from '../../src-shared/training/settings.ts';
import { readCheckpoint } from '../../src-main/store/checkpoints.ts';
import type { WritableDatabase } from '../../src-main/store/database.ts';
import { listEvaluations } from '../../src-main/store/evaluations.ts';
import { listMetrics } from '../../src-main/store/metrics.ts';
import { openStore } from '../../src-main/store/open-store.ts';
import { listRunEvents } from '../../src-main/store/run-events.ts';
import { storedCorpus, storedRun } from '../store/sample-rows.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { settings } from './test-engine.ts';
import { DEATH, trainInSteps } from './train-in-steps.ts';

beforeAll(async () => {
  await buildKernels();
});

/** 300 sentences to train on, 20 to validate on, of the tokens 3 to 6; K = 7. */
function store(): { database: WritableDatabase; begin: (changes: Partial<TrainingSettings>) => number } {
  const database = openStore(temporaryFolder());
  const stream = (sentences: number): Uint32Array =>
    Uint32Array.from({ length: 3 * sentences }, (_, i) => (i % 3 === 2 ? 2 : 3 + ((i * i) % 4)));
  const part = (sentences: number) => ({ sentences, tokens: 2 * sentences, characters: 9 * sentences });
  const corpus = storedCorpus(database, {
    counts: { train: part(300), validation: part(20), test: part(20) },
    streams: { train: stream(300), validation: stream(20), test: stream(20) },
  });
  const begin = (changes: Partial<TrainingSettings>): number =>
    storedRun(database, corpus.id, { settings: settings(changes), vocabulary: 7, trainTokens: 900 });
  return { database, begin };
}

const figures = (events: readonly RunEvent[]) => events.map(({ at: _at, seconds: _seconds, ...event }) => event);

describe('the rate', () => {
  const quick = { epochs: 3, schedule: 'cosine', checkpointSeconds: 0.4 } as const;
  const set = { kind: 'set-rate', learningRate: 0.025 } as const;

  test('that was set is never lost: killed after it and resumed, a run ends with the same bits', () => {
    const { database, begin } = store();
    const [whole, cut, untouched] = [begin(quick), begin(quick), begin(quick)];
    expect(trainInSteps(database, whole, { 9: set })).toEqual({ status: 'completed' });
    expect(() => trainInSteps(database, cut, { 9: set, 10: 'die' })).toThrow(DEATH);
    expect(trainInSteps(database, cut)).toEqual({ status: 'completed' });
    trainInSteps(database, untouched);
    const { seconds: _cut, ...resumed } = readCheckpoint(database, cut)!;
    const { seconds: _whole, ...uninterrupted } = readCheckpoint(database, whole)!;
    expect(resumed).toEqual(uninterrupted);
    expect(readCheckpoint(database, untouched)?.best).not.toEqual(readCheckpoint(database, whole)?.best);

    const events = listRunEvents(database, whole);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ kind: 'rate-set', to: 0.025 });
    expect(figures(listRunEvents(database, cut))).toEqual(figures(events));
    // the row that ends there is the last one at the old rate
    const after = listMetrics(database, whole, 0).filter(({ step }) => step > (events[0]?.step ?? Infinity));
    for (const { learningRate } of after) expect(learningRate).toBeLessThanOrEqual(0.025);
    database.close();
  });

  test('that the schedule halves is recorded once, however often the run is killed', () => {
    const { database, begin } = store();
    const slow = { schedule: 'halve', learningRate: 1e-7, epochs: 9 } as const;
    const [whole, cut] = [begin({ ...slow, checkpointSeconds: 0.4 }), begin({ ...slow, checkpointSeconds: 2 })];
    expect(trainInSteps(database, whole)).toEqual({ status: 'early-stop' });
    for (const look of [60, 90]) expect(() => trainInSteps(database, cut, { [look]: 'die' })).toThrow(DEATH);
    expect(trainInSteps(database, cut)).toEqual({ status: 'early-stop' });
    const halved = figures(listRunEvents(database, whole));
    expect(halved.map(({ epoch, step }) => [epoch, step])).toEqual([
      [1, 300],
      [2, 600],
      [3, 900],
    ]);
    expect(halved[0]).toMatchObject({ kind: 'rate-halved', from: 1e-7, to: 5e-8, tokens: 900 });
    expect(figures(listRunEvents(database, cut))).toEqual(halved);
    expect(listEvaluations(database, cut).map(({ loss }) => loss)).toEqual(
      listEvaluations(database, whole).map(({ loss }) => loss),
    );
    database.close();
  });
});
