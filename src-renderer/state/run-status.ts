/** What a run's status allows. */
import type { Run, RunStatus } from '#shared/protocol/entities.ts';

export const isActive = (status: RunStatus): boolean => status === 'running' || status === 'queued';
export const canPause = (status: RunStatus): boolean => status === 'running';
export const canStop = (status: RunStatus): boolean => isActive(status) || status === 'paused';
export const canResume = (status: RunStatus): boolean =>
  status === 'paused' || status === 'stopped' || status === 'interrupted';
export const isFinished = (status: RunStatus): boolean => status === 'completed' || status === 'early-stop';

/** Came as weights from a file: trained elsewhere, without a text, figures or samples of its training. */
export const isImported = ({ trainTokens }: Run): boolean => trainTokens === 0;
/** There is something to sample with and to take along: from the first checkpoint on. */
export const hasWeights = (run: Run): boolean =>
  isImported(run) || run.progress.checkpointAt !== null || run.best !== null;

/** The best evaluation after some training; the one before it says nothing about the run. */
export const trainedBest = <R extends Run>({ best }: R): R['best'] => (best !== null && best.step > 0 ? best : null);

/** The shape that stands for a status, beside its colour. */
export type StatusShape = 'running' | 'queued' | 'paused' | 'done' | 'cut' | 'bad' | 'stopped';
export const statusShapes: Readonly<Record<RunStatus, StatusShape>> = {
  queued: 'queued',
  running: 'running',
  paused: 'paused',
  completed: 'done',
  'early-stop': 'done',
  stopped: 'stopped',
  interrupted: 'cut',
  failed: 'bad',
};
