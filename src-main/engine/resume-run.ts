/** Runs go on: after a pause, a stop or an interruption, or because they were given more epochs. */
import { type Run, UnfoldError } from '#shared/protocol/index.ts';
import { trainingOn } from '#shared/training/more-epochs.ts';
import { changePlace } from '../store/checkpoints.ts';
import type { WritableDatabase } from '../store/database.ts';
import { rewindToCheckpoint } from '../store/rewind.ts';
import { insertRunEvent } from '../store/run-events.ts';
import { getRun, setRunEpochs, setRunKernels, setRunLogEvery, setRunStatus } from '../store/runs.ts';
import type { StoredRun } from '../store/run-rows.ts';
import { refuseTrashed } from '../store/trash.ts';
import type { ResumeOptions } from './contract.ts';
import type { EngineContext } from './engine-context.ts';
import { kernelsName } from './kernel-choice.ts';
import { toProtocolRun } from './library-watcher.ts';
import { refuseImported } from './learnt-from.ts';
import { conflictWith, markInterrupted, trainsElsewhere } from './run-ownership.ts';
import { setStoredRate } from './set-learning-rate.ts';

/** Puts the run back into the queue, at its last checkpoint. @param options.steps after which it pauses   @throws UnfoldError when it cannot go on */
export function resumeRun(
  context: EngineContext,
  id: number,
  options: ResumeOptions & { readonly steps?: number } = {},
): Run {
  const { database, session, kernels, queue, watcher } = context;
  const { dataFolder } = context.options;
  const { logEvery, epochs, learningRate, steps = null } = options;
  markInterrupted(database, dataFolder, session.id);
  database.transaction(() => {
    const run = getRun(database, id);
    if (trainsElsewhere(database, dataFolder, session.id, id))
      throw conflictWith(dataFolder, run, 'Wait for it, or stop it there.');
    checkResumable(run, epochs !== undefined);
    const own = kernelsName(kernels, run.family);
    const others = run.kernels !== own;
    const message = others
      ? `This run was begun with the kernels "${run.kernels}" and goes on with "${own}": the last bits of its figures may differ from those of a run trained with one of them alone.`
      : '';
    if (others) setRunKernels(database, id, own);
    if (logEvery !== undefined) setRunLogEvery(database, id, logEvery);
    rewindToCheckpoint(database, id);
    if (epochs !== undefined) giveEpochs(database, id, epochs);
    // A run that was only held for a while, here, has no mark in its curve.
    else if (run.status !== 'paused' || run.session !== session.id) recordResumed(database, id);
    if (learningRate !== undefined) setStoredRate(database, id, learningRate);
    setRunStatus(database, id, { status: 'queued', message, session: session.id });
  });
  queue.add(id, steps);
  watcher.look();
  return toProtocolRun(getRun(database, id));
}

function recordResumed(database: WritableDatabase, id: number): void {
  const { epoch, step, tokens, seconds } = getRun(database, id).progress;
  if (step > 0) insertRunEvent(database, id, { kind: 'resumed', at: Date.now(), epoch, step, tokens, seconds });
}

/** @param epochs in all */
function giveEpochs(database: WritableDatabase, id: number, epochs: number): void {
  const { epoch, step, tokens, seconds } = getRun(database, id).progress;
  if (epochs <= epoch)
    throw new UnfoldError(
      'refused',
      `This run has done ${epoch} epochs: give it more than that, for example ${epoch + 10}.`,
    );
  setRunEpochs(database, id, epochs);
  changePlace(database, id, trainingOn);
  insertRunEvent(database, id, { kind: 'continued', epochs, at: Date.now(), epoch, step, tokens, seconds });
}

/** @throws UnfoldError when a run cannot go on, with the reason */
function checkResumable(run: StoredRun, hasMoreEpochs: boolean): void {
  refuseTrashed(run);
  const { status, message } = run;
  refuseImported(run);
  if ((status === 'completed' || status === 'early-stop') && !hasMoreEpochs)
    throw new UnfoldError('refused', 'This run has done all its epochs. Give it more epochs to train on.');
  if (status === 'failed')
    throw new UnfoldError('refused', `This run has failed and would fail again: ${message} Start a new run.`);
  if (status === 'running' || status === 'queued')
    throw new UnfoldError('conflict', 'This run is training already. Wait for it, or stop it first.');
}
