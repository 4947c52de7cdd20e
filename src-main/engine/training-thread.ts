/** The engine's end of one training thread. */
import { Worker } from 'node:worker_threads';
import { fromErrorPayload, UnfoldError } from '#shared/protocol/index.ts';
import type {
  FromTrainer,
  ThreadOrder,
  ToTrainer,
  TrainingEnd,
  TrainingOrder,
  WeightsNow,
} from './training-messages.ts';

type Answer = Extract<FromTrainer, { kind: 'obeyed' }>;

export class TrainingThread {
  readonly run: number;
  /** Settles when the thread has ended; rejects with the UnfoldError that broke it. */
  readonly done: Promise<TrainingEnd>;
  readonly #worker: Worker;
  readonly #messages = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  /** Told what became of their wish, in order; null: the thread ended before. */
  #waiting: ((answer: Answer | null) => void)[] = [];
  #ended = false;

  /**
   * @param onStored rows, progress or a checkpoint were committed
   * @param onNoted something for the log
   */
  constructor(file: string, order: TrainingOrder, onStored: () => void, onNoted: (line: string) => void) {
    this.run = order.run;
    const workerData: ThreadOrder = { ...order, messages: this.#messages };
    this.#worker = new Worker(file, { workerData, name: `training run ${order.run}` });
    this.done = new Promise((resolve, reject) => {
      let outcome: TrainingEnd | undefined;
      let failure: Error | undefined;
      this.#worker.on('message', (message: FromTrainer) => {
        if (message.kind === 'stored') onStored();
        else if (message.kind === 'noted') onNoted(message.line);
        else if (message.kind === 'obeyed') this.#waiting.shift()?.(message);
        else if (message.kind === 'done') outcome = message.end;
        else failure = fromErrorPayload(message.error);
      });
      this.#worker.on('error', (error) => {
        failure ??= error instanceof Error ? error : new Error(String(error));
      });
      this.#worker.on('exit', () => {
        this.#ended = true;
        for (const answer of this.#waiting) answer(null);
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
  async setLearningRate(learningRate: number): Promise<boolean> {
    return (await this.#ask({ kind: 'set-rate', learningRate })) !== null;
  }

  /** From the next step on. */
  setPace(stepsPerSecond: number | null): void {
    this.#tell({ kind: 'set-pace', stepsPerSecond });
  }

  /** null: the thread had ended before. */
  async weights(): Promise<WeightsNow | null> {
    return (await this.#ask({ kind: 'tell-weights' }))?.weights ?? null;
  }

  #ask(wish: ToTrainer): Promise<Answer | null> {
    if (this.#ended) return Promise.resolve(null);
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#tell(wish);
    });
  }

  #tell(message: ToTrainer): void {
    this.#worker.postMessage(message);
    const count = new Int32Array(this.#messages);
    Atomics.add(count, 0, 1);
    Atomics.notify(count, 0);
  }
}
