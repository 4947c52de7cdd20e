/** The threads that help the one that trains. They end with it, and before when nobody needs them. */
import { dirname, extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { HelperOrder } from '#shared/kernels/simd/team-helper.ts';
import type { KernelHelp } from './kernel-choice.ts';

export class KernelThreads implements KernelHelp {
  readonly #file: string;
  readonly #workers: Worker[] = [];
  readonly report: (line: string) => void;

  /**
   * @param entry the entry file of the thread that they help: theirs lies beside it
   * @param report told what happens to the kernels, for the log
   */
  constructor(entry: string, report: (line: string) => void) {
    this.#file = join(dirname(entry), `kernel-worker${extname(entry)}`);
    this.report = report;
  }

  start(order: HelperOrder): void {
    const worker = new Worker(this.#file, { workerData: order, name: `kernels ${order.place}` });
    // One that cannot start is done without; one that breaks in the middle of a step is missed by the run itself.
    worker.on('error', (error) => this.report(`Thread ${order.place} of the kernels ended: ${String(error)}`));
    worker.unref();
    this.#workers.push(worker);
  }

  close(): void {
    for (const worker of this.#workers) void worker.terminate();
  }
}
