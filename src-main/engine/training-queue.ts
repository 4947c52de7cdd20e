/**
 * Trains runs one after another, each in a thread. A pause ends the run's thread after a checkpoint and lets the next
 * run train; going on starts from that checkpoint with the same bits.
 */
import { type RunStatus, toErrorPayload, UnfoldError } from '#shared/protocol/index.ts';
import type { WritableDatabase } from '../store/database.ts';
import { findRun, getRun, listActiveRuns, setRunStatus } from '../store/runs.ts';
import type { KernelChoice } from './kernel-choice.ts';
import type { Log } from './log-file.ts';
import type { TrainingEnd } from './training-messages.ts';
import { TrainingThread } from './training-thread.ts';

export interface TrainingQueueOptions {
  readonly database: WritableDatabase;
  readonly dataFolder: string;
  readonly workerFile: string;
  readonly kernels: KernelChoice;
  /** Id of this process's session. */
  readonly session: string;
  readonly log: Log;
  /** Something about a run was committed. */
  readonly onChange: () => void;
}

export class TrainingQueue {
  readonly #options: TrainingQueueOptions;
  readonly #waiting: number[] = [];
  #thread: TrainingThread | null = null;
  /** What the run becomes when its thread has ended as it was asked to. */
  #endsAs: 'paused' | 'stopped' = 'stopped';
  /** Settles when the current run's end is stored. */
  #finished: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(options: TrainingQueueOptions) {
    this.#options = options;
  }

  /** The run's status is `queued` and its session this one. */
  add(run: number): void {
    this.#waiting.push(run);
    this.#startNext();
  }

  has(run: number): boolean {
    return this.#thread?.run === run || this.#waiting.includes(run);
  }

  /** Resolves when the checkpoint and the new status are stored. */
  async end(run: number, as: 'paused' | 'stopped'): Promise<void> {
    const place = this.#waiting.indexOf(run);
    if (place >= 0) {
      this.#waiting.splice(place, 1);
      this.#setStatus(run, as);
    } else if (this.#thread?.run === run) {
      this.#endsAs = as;
      this.#thread.end();
      await this.#finished;
    }
  }

  /** Resolves at once when the run does not train here. */
  async checkpoint(run: number): Promise<void> {
    if (this.#thread?.run === run) await this.#thread.checkpoint();
  }

  /** Every run that this process trains, holds paused or has in its queue becomes `stopped`. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const run of [...this.#waiting]) await this.end(run, 'stopped');
    if (this.#thread !== null) await this.end(this.#thread.run, 'stopped');
    for (const { id, session } of listActiveRuns(this.#options.database))
      if (session === this.#options.session) this.#setStatus(id, 'stopped');
  }

  #startNext(): void {
    const run = this.#closed || this.#thread !== null ? undefined : this.#waiting.shift();
    if (run === undefined) return;
    const { dataFolder, workerFile, kernels, onChange } = this.#options;
    this.#endsAs = 'stopped';
    try {
      this.#setStatus(run, 'running');
      const thread = (this.#thread = new TrainingThread(workerFile, { dataFolder, run, kernels }, onChange));
      this.#finished = this.#follow(thread);
    } catch (error) {
      this.#options.log.error(`Starting run ${run}`, error);
      this.#recordFailure(run, error);
      this.#startNext();
    }
  }

  async #follow(thread: TrainingThread): Promise<void> {
    try {
      const end = await thread.done;
      this.#recordEnd(thread.run, end);
    } catch (error) {
      this.#options.log.error(`Training run ${thread.run}`, error);
      this.#recordFailure(thread.run, error);
    } finally {
      this.#thread = null;
      this.#startNext();
    }
  }

  #recordEnd(run: number, end: TrainingEnd): void {
    if (end.status === 'failed') this.#setStatus(run, 'failed', end.message);
    else this.#setStatus(run, end.status === 'ended' ? this.#endsAs : end.status);
  }

  /** What broke the thread may have broken the library too: then the run is found at the next start. */
  #recordFailure(run: number, error: unknown): void {
    try {
      this.#setStatus(run, 'interrupted', toErrorPayload(error).message);
    } catch (second) {
      this.#options.log.error(`Recording that run ${run} was interrupted`, second);
    }
  }

  /** @param message left out: stays as it is */
  #setStatus(id: number, status: RunStatus, message?: string): void {
    const { database, session, onChange } = this.#options;
    const run = findRun(database, id);
    if (run === null) return; // deleted by another process
    const owner = status === 'running' || status === 'paused' ? session : null;
    setRunStatus(database, id, { status, message: message ?? run.message, session: owner });
    onChange();
  }
}

/** @throws UnfoldError when a run cannot go on, with the reason */
export function checkResumable(database: WritableDatabase, id: number): void {
  const { status, corpusId, message } = getRun(database, id);
  if (corpusId === null)
    throw new UnfoldError('refused', 'This run was imported without a text: it can be sampled from, but not trained.');
  if (status === 'completed' || status === 'early-stop')
    throw new UnfoldError('refused', 'This run has done all its epochs. Start a new run to train on.');
  if (status === 'failed')
    throw new UnfoldError('refused', `This run has failed and would fail again: ${message} Start a new run.`);
  if (status === 'running' || status === 'queued')
    throw new UnfoldError('conflict', 'This run is training already. Wait for it, or stop it first.');
}
