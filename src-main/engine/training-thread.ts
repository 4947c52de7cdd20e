/** The engine's end of one training thread. */
import { Worker } from 'node:worker_threads';
import { fromErrorPayload, UnfoldError } from '#shared/protocol/index.ts';
import type { FromTrainer, ToTrainer, TrainingEnd, TrainingOrder } from './training-messages.ts';

export class TrainingThread {
  readonly run: number;
  /** Settles when the thread has ended; rejects with the UnfoldError that broke it. */
  readonly done: Promise<TrainingEnd>;
  readonly #worker: Worker;
  /** Told whether their wish was carried out, in order. */
  #waiting: ((obeyed: boolean) => void)[] = [];
  #ended = false;

  /**
   * @param onStored rows, progress or a checkpoint were committed
   * @param onNoted something for the log
   */
  constructor(file: string, order: TrainingOrder, onStored: () => void, onNoted: (line: string) => void) {
    this.run = order.run;
    this.#worker = new Worker(file, { workerData: order, name: `training run ${order.run}` });
    this.done = new Promise((resolve, reject) => {
      let outcome: TrainingEnd | undefined;
      let failure: Error | undefined;
      this.#worker.on('message', (message: FromTrainer) => {
        if (message.kind === 'stored') onStored();
        else if (message.kind === 'noted') onNoted(message.line);
        else if (message.kind === 'obeyed') this.#waiting.shift()?.(true);
        else if (message.kind === 'done') outcome = message.end;
        else failure = fromErrorPayload(message.error);
      });
      this.#worker.on('error', (error) => {
        failure ??= error instanceof Error ? error : new Error(String(error));
      });
      this.#worker.on('exit', () => {
        this.#ended = true;
        for (const answer of this.#waiting) answer(false);
        this.#waiting = [];
        if (outcome !== undefined) resolve(outcome);
        else
          reject(failure ?? new UnfoldError('internal', 'The training thread ended without a word. Resume the run.'));
      });
    });
    // Whoever waits for it handles the failure; nobody may be waiting yet.
    this.done.catch(() => undefined);
  }

  /** Asks it to write a checkpoint and end; `done` tells when. */
  end(): void {
    this.#tell({ kind: 'end' });
  }

  /** Resolves when a checkpoint is stored, or the thread has ended. */
  async checkpoint(): Promise<void> {
    await this.#ask({ kind: 'checkpoint' });
  }

  /** Resolves when the rate and a checkpoint are stored; false: the thread had ended before. */
  setLearningRate(learningRate: number): Promise<boolean> {
    return this.#ask({ kind: 'set-rate', learningRate });
  }

  #ask(wish: ToTrainer): Promise<boolean> {
    if (this.#ended) return Promise.resolve(false);
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#tell(wish);
    });
  }

  #tell(message: ToTrainer): void {
    this.#worker.postMessage(message);
  }
}
