/** Trains so many batches of a run that does not train, and leaves it paused: one can look at what each has changed. */
import { UnfoldError } from '#shared/protocol/index.ts';
import { getPerceptronRun } from '../../store/runs.ts';
import type { EngineContext } from '../engine-context.ts';
import { resumeRun } from '../resume-run.ts';

/** Resolves when they are stored. @throws UnfoldError when the run trains already, or something else does */
export async function stepRun(context: EngineContext, id: number, steps: number): Promise<void> {
  const { database, queue } = context;
  const { status } = getPerceptronRun(database, id);
  if (status !== 'running' && status !== 'queued' && !queue.isFree)
    throw new UnfoldError('conflict', 'Another run is training. Pause it, or wait for it, then go on step by step.');
  resumeRun(context, id, { steps });
  await queue.finished();
  const { status: ended, message } = getPerceptronRun(database, id);
  if (ended === 'interrupted') throw new UnfoldError('internal', message);
}
