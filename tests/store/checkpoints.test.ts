import { describe, expect, test } from 'vitest';
import {
  readCheckpoint,
  readInitialWeights,
  readWeights,
  weightsVersion,
  writeCheckpoint,
  writeInitialWeights,
} from '../../src-main/store/checkpoints.ts';
import type { WritableDatabase } from '../../src-main/store/database.ts';
import { openStore } from '../../src-main/store/open-store.ts';
import { deleteRun } from '../../src-main/store/runs.ts';
import { checkpoint, stored, storedRun } from './sample-rows.ts';
import { temporaryFolder } from './temporary-folder.ts';

const moment = { seconds: 1.25, evaluations: 2 };

function withRun(work: (database: WritableDatabase, run: number) => void): void {
  const database = openStore(temporaryFolder());
  work(database, storedRun(database, null));
  database.close();
}

describe('checkpoints', () => {
  test('come back bit for bit', () =>
    withRun((database, run) => {
      const best = checkpoint(3).weights;
      const last = checkpoint(7, { best: { loss: 1 / 3, epoch: 1, step: 3 } });
      writeCheckpoint(database, run, last, best, moment);
      expect(readCheckpoint(database, run)).toEqual({ ...stored(last), best, seconds: 1.25 });
    }));

  test('the best stays until a new one comes', () =>
    withRun((database, run) => {
      const best = { loss: 2, epoch: 1, step: 3 };
      writeCheckpoint(database, run, checkpoint(3, { best }), checkpoint(3).weights, moment);
      writeCheckpoint(database, run, checkpoint(9, { best }), null, moment);
      expect(readWeights(database, run, 'best')).toMatchObject({ kind: 'best', step: 3 });
      expect(readWeights(database, run, 'last')).toMatchObject({ kind: 'last', step: 9 });
      expect(readCheckpoint(database, run)?.best).toEqual(checkpoint(3).weights);
      expect(database.get('SELECT COUNT(*) AS n FROM checkpoints')).toEqual({ n: 2 });
    }));

  test('with weights that are not finite are never written', () =>
    withRun((database, run) => {
      writeCheckpoint(database, run, checkpoint(3), null, moment);
      const good = checkpoint(4);
      const spoiled = { ...good, weights: new Map([...good.weights, ['W_rec', Float32Array.of(0, NaN, 0, 0)]]) };
      expect(() => writeCheckpoint(database, run, spoiled, null, moment)).toThrow('not all finite');
      // the best is good, the last is not: neither is replaced
      expect(() => writeCheckpoint(database, run, spoiled, checkpoint(5).weights, moment)).toThrow('not all finite');
      expect(readWeights(database, run, 'best')).toMatchObject({ kind: 'last', step: 3 });
    }));

  test('that are damaged say so', () =>
    withRun((database, run) => {
      writeCheckpoint(database, run, checkpoint(3), null, moment);
      database.run(`UPDATE checkpoint_tensors SET data = ? WHERE name = 'W_rec'`, new Uint8Array(16));
      expect(() => readCheckpoint(database, run)).toThrow('damaged');
      expect(() => readWeights(database, run, 'last')).toThrow('damaged');
    }));

  test('without the best weights that they name are not continued from', () =>
    withRun((database, run) => {
      writeCheckpoint(database, run, checkpoint(9, { best: { loss: 1, epoch: 1, step: 8 } }), null, moment);
      expect(() => readCheckpoint(database, run)).toThrow('damaged');
    }));

  test('a run without any says what to do; given weights are the last resort', () =>
    withRun((database, run) => {
      expect(readCheckpoint(database, run)).toBeNull();
      expect(weightsVersion(database, run, 'best')).toBeNull();
      expect(() => readWeights(database, run, 'best')).toThrow('no checkpoint yet');
      writeInitialWeights(database, run, checkpoint(0).weights);
      expect(readInitialWeights(database, run)).toEqual(checkpoint(0).weights);
      expect(readWeights(database, run, 'best').kind).toBe('initial');
      expect(readCheckpoint(database, run)).toBeNull();
    }));

  test('new weights have a new version', () =>
    withRun((database, run) => {
      writeCheckpoint(database, run, checkpoint(3), null, moment);
      const version = weightsVersion(database, run, 'last');
      writeCheckpoint(database, run, checkpoint(4), null, moment);
      expect(weightsVersion(database, run, 'last')).not.toBe(version);
    }));

  test('go with their run', () =>
    withRun((database, run) => {
      writeCheckpoint(database, run, checkpoint(3), null, moment);
      deleteRun(database, run);
      expect(database.get('SELECT COUNT(*) AS n FROM checkpoints')).toEqual({ n: 0 });
      expect(database.get('SELECT COUNT(*) AS n FROM checkpoint_tensors')).toEqual({ n: 0 });
    }));
});
