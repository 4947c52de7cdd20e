/**
 * Trains runs one after another, each in a thread. A pause ends the run's thread after a checkpoint and lets the next
 * run train; going on starts from that checkpoint with the same bits.
 */
import { setTimeout } from 'node:timers/promises';
import { type RunStatus, toErrorPayload } from '#shared/protocol/index.ts';
import type { WritableDatabase } from '../store/database.ts';
import { findRun, listActiveRuns, setRunStatus } from '../store/runs.ts';
import type { KernelChoice } from './kernel-choice.ts';
import type { Log } from './log-file.ts';
import type { WeightsNow } from './training-messages.ts';
import { TrainingThread } from './training-thread.ts';

const RETRY_MILLISECONDS = 1000;

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
  /** Runs that are to end after so many steps, paused. */
  readonly #steps = new Map<number, number>();
  /** Steps a second of runs that are held back; kept while this process lives. */
  readonly #paces = new Map<number, number>();
  /** The run whose turn it is, until its end is stored. */
  #run: number | null = null;
  /** Its thread, which may have ended. */
  #thread: TrainingThread | null = null;
  /** What the run was asked to become; null: to go on. */
  #endsAs: 'paused' | 'stopped' | null = null;
  /** Settles when the current run's end is stored. */
  #finished: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(options: TrainingQueueOptions) {
    this.#options = options;
  }

  /** The run's status is `queued` and its session this one. @param steps after which it pauses; null: it goes on */
  add(run: number, steps: number | null = null): void {
    this.#waiting.push(run);
    if (steps !== null) this.#steps.set(run, steps);
    this.#startNext();
  }

  /** Nothing trains or waits here. */
  get isFree(): boolean {
    return this.#run === null && this.#waiting.length === 0;
  }

  /** Resolves when the run that trains now has ended and that is stored. */
  async finished(): Promise<void> {
    await this.#finished;
  }

  has(run: number): boolean {
    return this.#run === run || this.#waiting.includes(run);
  }

  /** Resolves when the checkpoint and the new status are stored. */
  async end(run: number, as: 'paused' | 'stopped'): Promise<void> {
    const place = this.#waiting.indexOf(run);
    if (place >= 0) {
      this.#waiting.splice(place, 1);
      this.#steps.delete(run);
      this.#setStatus(run, as);
    } else if (this.#run === run) {
      this.#endsAs = as;
      this.#thread?.end();
      await this.#finished;
    }
  }

  /** As `end`, of several. Those that wait go first, so that none of them begins meanwhile. */
  async endAll(runs: readonly number[], as: 'paused' | 'stopped'): Promise<void> {
    const waiting = this.#waiting.filter((run) => runs.includes(run));
    for (const run of [...waiting, ...runs]) await this.end(run, as);
  }

  /** Resolves at once when the run does not train here. */
  async checkpoint(run: number): Promise<void> {
    if (this.#run === run) await this.#thread?.checkpoint();
  }

  /** Resolves when it is stored; false: the run does not train here, or ended before it could be told. */
  async setLearningRate(run: number, learningRate: number): Promise<boolean> {
    if (this.#run !== run) return false;
    // Whoever listens may ask as soon as the run is said to train, a moment before its thread is there.
    await Promise.resolve();
    if (this.#thread?.run === run && (await this.#thread.setLearningRate(learningRate))) return true;
    await this.#finished;
    return false;
  }

  /** From its next step on, now or when it trains later. @param stepsPerSecond at most; null: as fast as it can */
  setPace(run: number, stepsPerSecond: number | null): void {
    if (stepsPerSecond === null) this.#paces.delete(run);
    else this.#paces.set(run, stepsPerSecond);
    if (this.#thread?.run === run) this.#thread.setPace(stepsPerSecond);
  }

  /** Of this moment; null: the run does not train here. */
  async weights(run: number): Promise<WeightsNow | null> {
    if (this.#run !== run) return null;
    await Promise.resolve(); // as in setLearningRate
    return this.#thread?.run === run ? await this.#thread.weights() : null;
  }

  /** Every run that this process trains, holds paused or has in its queue becomes `stopped`. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const run of [...this.#waiting]) await this.end(run, 'stopped');
    if (this.#run !== null) await this.end(this.#run, 'stopped');
    for (const { id, session } of listActiveRuns(this.#options.database))
      if (session === this.#options.session) this.#setStatus(id, 'stopped');
  }

  #startNext(): void {
    const run = this.#closed || this.#run !== null ? undefined : this.#waiting.shift();
    if (run === undefined) return;
    this.#run = run;
    this.#endsAs = null;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#finished = promise;
    void this.#train(run).then(() => {
      this.#run = this.#thread = null;
      resolve();
      this.#startNext();
    });
  }

  /** Never rejects: what breaks becomes the run's status. */
  async #train(run: number): Promise<void> {
    const { dataFolder, workerFile, kernels, onChange, log } = this.#options;
    const steps = this.#steps.get(run) ?? null;
    this.#steps.delete(run);
    try {
      this.#setStatus(run, 'running');
      const onNoted = (line: string): void => log.line(`Training run ${run}: ${line}`);
      const stepsPerSecond = this.#paces.get(run) ?? null;
      const order = { dataFolder, run, kernels, steps, stepsPerSecond };
      this.#thread = new TrainingThread(workerFile, order, onChange, onNoted);
      // Whoever listens may have asked as soon as the run was said to train.
      if (this.#endsAs !== null) this.#thread.end();
      const end = await this.#thread.done;
      const ended = steps === null ? 'stopped' : 'paused';
      if (end.status === 'failed') await this.#recordEnd(run, 'failed', end.message);
      else await this.#recordEnd(run, end.status === 'ended' ? (this.#endsAs ?? ended) : end.status);
    } catch (error) {
      log.error(`Training run ${run}`, error);
      await this.#recordEnd(run, 'interrupted', toErrorPayload(error).message);
    }
  }

  /**
   * Tried until the library takes it, since nobody else ever would: another process may be storing a large text, or the
   * disk be full. When this process closes meanwhile, the run is found at the next start.
   */
  async #recordEnd(run: number, status: RunStatus, message?: string): Promise<void> {
    for (let tries = 1; ; tries++) {
      try {
        return this.#setStatus(run, status, message);
      } catch (error) {
        if (tries === 1) this.#options.log.error(`Recording that run ${run} is ${status}`, error);
        if (this.#closed) return;
        await setTimeout(RETRY_MILLISECONDS);
      }
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
