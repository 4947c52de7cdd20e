/** Which process a run belongs to, and what becomes of runs whose process has died. */
import { UnfoldError } from '#shared/protocol/index.ts';
import { deleteCommandsFor } from '../store/commands.ts';
import type { WritableDatabase } from '../store/database.ts';
import { getRun, listActiveRuns, setRunStatus } from '../store/runs.ts';
import type { StoredRun } from '../store/run-rows.ts';
import { describeSession, isAlive, listSessions } from './sessions.ts';

const INTERRUPTED = 'The program ended while this run was in progress. Resume it to go on from its last checkpoint.';

const isOrphan = (dataFolder: string, own: string, { session }: StoredRun): boolean =>
  session === null || (session !== own && !isAlive(dataFolder, session));

/** Runs that a process which has died was training, held paused or had in its queue become `interrupted`. */
export function markInterrupted(database: WritableDatabase, dataFolder: string, own: string): boolean {
  if (!listActiveRuns(database).some((run) => isOrphan(dataFolder, own, run))) return false;
  database.transaction(() => {
    // Looked at again: another process may have just marked or resumed them.
    for (const run of listActiveRuns(database)) {
      if (!isOrphan(dataFolder, own, run)) continue;
      setRunStatus(database, run.id, { status: 'interrupted', message: INTERRUPTED, session: null });
      deleteCommandsFor(database, run.id);
    }
  });
  return true;
}

/** True when another living process trains the run or has it in its queue. */
export function trainsElsewhere(database: WritableDatabase, dataFolder: string, own: string, id: number): boolean {
  markInterrupted(database, dataFolder, own);
  const { status, session } = getRun(database, id);
  return (status === 'running' || status === 'queued') && session !== null && session !== own;
}

/** "This run is training in the browser (http://…)." with what to do instead. */
export function conflictWith(dataFolder: string, run: StoredRun, advice: string): UnfoldError {
  const owner = listSessions(dataFolder).find(({ id }) => id === run.session);
  const where = owner === undefined ? 'another program' : describeSession(owner);
  return new UnfoldError('conflict', `This run is training in ${where}. ${advice}`);
}
