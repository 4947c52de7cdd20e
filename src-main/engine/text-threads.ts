/** Runs jobs in text threads: each job has a thread to itself, and one idle thread is kept warm for the next. */
import { Worker } from 'node:worker_threads';
import { fromErrorPayload, UnfoldError } from '#shared/protocol/index.ts';
import type { FromTextThread, Progress, TextOrder, TextResults } from './text-jobs/text-messages.ts';

export class TextThreads {
  readonly #file: string;
  readonly #busy = new Set<Worker>();
  #idle: Worker | null = null;

  /** @param file the entry file `text-worker` */
  constructor(file: string) {
    this.#file = file;
  }

  /** @throws UnfoldError what the job threw */
  run<Order extends TextOrder>(
    order: Order,
    onProgress: (progress: Progress) => void = () => undefined,
  ): Promise<TextResults[Order['job']]> {
    // The memory of a network goes with the thread that made it.
    const once = order.job === 'speed' || order.job === 'perceptron-speed';
    const worker = this.#take(once ? null : this.#idle);
    return new Promise((resolve, reject) => {
      const onMessage = (message: FromTextThread): void => {
        if (message.kind === 'progress') return onProgress(message.progress);
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        this.#giveBack(worker, once);
        if (message.kind === 'result') resolve(message.result as TextResults[Order['job']]);
        else reject(fromErrorPayload(message.error));
      };
      const onError = (error: unknown): void => reject(toTold(error));
      const onExit = (): void => {
        this.#busy.delete(worker);
        reject(new UnfoldError('cancelled', 'The work on this text ended because the program is closing.'));
      };
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
      worker.postMessage(order);
    });
  }

  /** Ends what is under way; open transactions are rolled back. */
  async close(): Promise<void> {
    const workers = [...this.#busy, ...(this.#idle === null ? [] : [this.#idle])];
    this.#idle = null;
    await Promise.all(workers.map((worker) => worker.terminate()));
  }

  #take(idle: Worker | null): Worker {
    const worker = idle ?? this.#start();
    if (idle !== null) this.#idle = null;
    worker.ref();
    this.#busy.add(worker);
    return worker;
  }

  #start(): Worker {
    const worker = new Worker(this.#file, { name: 'texts' });
    // What breaks a job is told to whoever waits for it; a thread that breaks while idle is not used again.
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      if (this.#idle === worker) this.#idle = null;
    });
    return worker;
  }

  #giveBack(worker: Worker, once: boolean): void {
    this.#busy.delete(worker);
    if (once || this.#idle !== null) return void worker.terminate();
    this.#idle = worker;
    worker.unref(); // alone it does not keep the program running
  }
}

function toTold(error: unknown): Error {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
    return new UnfoldError(
      'refused',
      'This text needs more memory than there is. Use less of it, or cut it into words instead of characters.',
      String(error),
    );
  return error instanceof Error ? error : new Error(String(error));
}
