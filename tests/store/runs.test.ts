import { describe, expect, test } from 'vitest';
import { writeCheckpoint } from '../../src-main/store/checkpoints.ts';
import { insertEvaluation, listEvaluations } from '../../src-main/store/evaluations.ts';
import { libraryRevision } from '../../src-main/store/library-revision.ts';
import { insertMetrics, lastMetric, listMetrics, METRICS_PAGE, sparkline } from '../../src-main/store/metrics.ts';
import { openStore } from '../../src-main/store/open-store.ts';
import { rewindToCheckpoint } from '../../src-main/store/rewind.ts';
import { getRun, listRuns, setRunProgress, setRunStatus, updateRun } from '../../src-main/store/runs.ts';
import { checkpoint, metricRow, storedCorpus, storedRun } from './sample-rows.ts';
import { temporaryFolder } from './temporary-folder.ts';

const evaluation = (step: number, loss: number, best: boolean) => ({
  epoch: 1,
  step,
  tokens: step * 3,
  seconds: step / 10,
  family: 'language' as const,
  split: 'validation' as const,
  loss,
  perplexity: Math.exp(loss),
  bitsPerCharacter: loss / 2,
  best,
});

describe('runs', () => {
  test('come back with their best evaluation, progress and time left', () => {
    const database = openStore(temporaryFolder());
    const corpus = storedCorpus(database);
    const id = storedRun(database, corpus.id);
    insertEvaluation(database, id, evaluation(2, 4.5, true));
    insertEvaluation(database, id, evaluation(4, 4.25, true));
    insertEvaluation(database, id, evaluation(6, 4.75, false));
    setRunProgress(database, id, { epoch: 1, step: 6, tokens: 18, seconds: 0.6, tokensPerSecond: 6 }, [4, 3]);
    expect(getRun(database, id)).toMatchObject({
      name: 'First',
      corpusId: corpus.id,
      best: { loss: 4.25, epoch: 1, step: 4 },
      sparkline: [4, 3],
      progress: { epoch: 1, step: 6, tokens: 18, seconds: 0.6, secondsLeft: null, checkpointAt: null },
    });
    // 6 tokens in each of 20 epochs, 18 done, 6 a second
    setRunStatus(database, id, { status: 'running', message: '', session: 's' });
    expect(getRun(database, id).progress.secondsLeft).toBe(17);
    expect(listRuns(database)).toEqual([getRun(database, id)]);
    database.close();
  });

  test('every change of a run raises its revision, and a name the entries of the library', () => {
    const database = openStore(temporaryFolder());
    const id = storedRun(database, null);
    const before = libraryRevision(database);
    updateRun(database, id, { notes: 'good', tags: ['a', 'b'] });
    const noted = libraryRevision(database);
    expect(noted.runs.get(id)).toBeGreaterThan(before.runs.get(id) ?? Infinity);
    expect(noted.entries).toBe(before.entries);
    updateRun(database, id, { name: 'Second' });
    expect(libraryRevision(database).entries).not.toBe(before.entries);
    expect(getRun(database, id)).toMatchObject({ name: 'Second', notes: 'good', tags: ['a', 'b'] });
    expect(() => updateRun(database, 99, {})).toThrow('no run with the number 99');
    database.close();
  });
});

describe('metric rows', () => {
  test('have indexes without gaps and come in pages', () => {
    const database = openStore(temporaryFolder());
    const id = storedRun(database, null);
    const rows = Array.from({ length: METRICS_PAGE + 10 }, (_, i) => metricRow(i + 1));
    database.transaction(() => {
      insertMetrics(database, id, rows.slice(0, 7));
      insertMetrics(database, id, rows.slice(7));
    });
    const first = listMetrics(database, id, 0);
    expect(first[0]).toEqual({ index: 1, rows: 1, lossLow: 4.99, lossHigh: 4.99, ...metricRow(1) });
    expect(first).toHaveLength(METRICS_PAGE);
    expect(listMetrics(database, id, METRICS_PAGE).map(({ index }) => index)).toEqual(
      Array.from({ length: 10 }, (_, i) => METRICS_PAGE + i + 1),
    );
    expect(lastMetric(database, id)).toBe(METRICS_PAGE + 10);
    const line = sparkline(database, id);
    expect(line).toHaveLength(40);
    expect(line.at(-1)).toBe(rows.at(-1)?.loss);
    database.close();
  });

  test('after a checkpoint are forgotten when the run goes back to it, evaluations too', () => {
    const database = openStore(temporaryFolder());
    const id = storedRun(database, null);
    insertMetrics(database, id, [metricRow(5), metricRow(10), metricRow(15)]);
    insertEvaluation(database, id, evaluation(10, 4, true));
    writeCheckpoint(database, id, checkpoint(10), null, { seconds: 1.5, evaluations: 1 });
    // the same step, but after the checkpoint
    insertEvaluation(database, id, evaluation(10, 3, true));
    setRunProgress(database, id, { epoch: 1, step: 15, tokens: 45, seconds: 2, tokensPerSecond: 9 }, []);
    rewindToCheckpoint(database, id);
    expect(listMetrics(database, id, 0).map(({ step }) => step)).toEqual([5, 10]);
    expect(listEvaluations(database, id).map(({ loss }) => loss)).toEqual([4]);
    expect(listEvaluations(database, id, 1)).toEqual([]);
    expect(getRun(database, id).progress).toMatchObject({ epoch: 0, step: 10, tokens: 30, seconds: 1.5 });
    database.close();
  });

  test('a run without a checkpoint goes back to its start', () => {
    const database = openStore(temporaryFolder());
    const id = storedRun(database, null);
    insertMetrics(database, id, [metricRow(5)]);
    rewindToCheckpoint(database, id);
    expect(listMetrics(database, id, 0)).toEqual([]);
    expect(getRun(database, id).progress.step).toBe(0);
    database.close();
  });
});
