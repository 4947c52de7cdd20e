/** Takes a run back to its last checkpoint: what was recorded after it will be recorded again, with the same figures. */
import type { TrainerPlace } from '#shared/training/checkpoint.ts';
import type { WritableDatabase } from './database.ts';
import { sparkline } from './metrics.ts';
import { deleteHalvingsAfter } from './run-events.ts';
import { setRunProgress } from './runs.ts';
import { deleteSamplesAfter } from './samples.ts';

export function rewindToCheckpoint(database: WritableDatabase, run: number): void {
  database.transaction(() => {
    const last = database.get<{ place: string; seconds: number; evaluations: number }>(
      `SELECT place, seconds, evaluations FROM checkpoints WHERE run = ? AND kind = 'last'`,
      run,
    );
    const place = last === undefined ? null : (JSON.parse(last.place) as TrainerPlace);
    const { epoch, step, tokens } = place ?? { epoch: 0, step: 0, tokens: 0 };
    for (const table of ['metrics', 'metric_buckets'])
      database.run(`DELETE FROM ${table} WHERE run = ? AND step > ?`, run, step);
    database.run('DELETE FROM evaluations WHERE run = ? AND position > ?', run, last?.evaluations ?? 0);
    deleteSamplesAfter(database, run, last?.evaluations ?? 0, place === null ? -1 : step);
    deleteHalvingsAfter(database, run, epoch);
    const progress = { epoch, step, tokens, seconds: last?.seconds ?? 0, tokensPerSecond: null };
    setRunProgress(database, run, progress, sparkline(database, run));
  });
}
