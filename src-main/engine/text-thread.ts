/** Runs one job in a text thread. */
import { Worker } from 'node:worker_threads';
import { fromErrorPayload, UnfoldError } from '#shared/protocol/index.ts';
import type { FromTextThread, Progress, TextOrder, TextResults } from './text-jobs/text-messages.ts';

export class TextThreads {
  readonly #file: string;
  readonly #workers = new Set<Worker>();

  /** @param file the entry file `text-worker` */
  constructor(file: string) {
    this.#file = file;
  }

  /** @throws UnfoldError what the job threw */
  run<Order extends TextOrder>(
    order: Order,
    onProgress: (progress: Progress) => void = () => undefined,
  ): Promise<TextResults[Order['job']]> {
    return new Promise((resolve, reject) => {
      const worker = new Worker(this.#file, { workerData: order, name: `text ${order.job}` });
      this.#workers.add(worker);
      worker.on('message', (message: FromTextThread) => {
        if (message.kind === 'progress') onProgress(message.progress);
        else if (message.kind === 'result') resolve(message.result as TextResults[Order['job']]);
        else reject(fromErrorPayload(message.error));
      });
      worker.on('error', (error) => reject(toTold(error)));
      worker.on('exit', () => {
        this.#workers.delete(worker);
        reject(new UnfoldError('cancelled', 'The work on this text ended because the program is closing.'));
      });
    });
  }

  /** Ends what is under way; open transactions are rolled back. */
  async close(): Promise<void> {
    await Promise.all([...this.#workers].map((worker) => worker.terminate()));
  }
}

function toTold(error: unknown): unknown {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
    return new UnfoldError(
      'refused',
      'This text needs more memory than there is. Use less of it, or cut it into words instead of characters.',
      String(error),
    );
  return error;
}
