/** Imports of texts and of data sets, each with the flag that cancels it. */
import { UnfoldError } from '#shared/protocol/index.ts';

export class ImportsUnderWay {
  readonly #flags = new Map<string, SharedArrayBuffer>();

  /** @throws UnfoldError `conflict` when an import with this number is under way */
  async run<T>(importId: string, work: (cancelled: SharedArrayBuffer) => Promise<T>): Promise<T> {
    if (this.#flags.has(importId))
      throw new UnfoldError('conflict', 'An import with this number is under way. Wait for it, or cancel it.');
    const cancelled = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    this.#flags.set(importId, cancelled);
    try {
      return await work(cancelled);
    } finally {
      this.#flags.delete(importId);
    }
  }

  /** @throws UnfoldError `not-found` */
  cancel(importId: string): void {
    const cancelled = this.#flags.get(importId);
    if (cancelled === undefined)
      throw new UnfoldError('not-found', 'There is no such import under way: it may have ended already.');
    Atomics.store(new Int32Array(cancelled), 0, 1);
  }
}
