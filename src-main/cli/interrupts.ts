/**
 * Ctrl-C and SIGTERM: the first one asks the command to stop in order, the second one ends the process at once.
 * Launchers (npm, bin/unfold.js) pass a terminal's Ctrl-C on to a child that already had it: signals within half a
 * second of the first are the same key press.
 */
import { EXIT } from './exit-codes.ts';

const SAME_PRESS_MILLISECONDS = 500;
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

export class Interrupts {
  #handler: (() => void) | null = null;
  #first: number | null = null;

  get requested(): boolean {
    return this.#first !== null;
  }

  listen(): void {
    for (const signal of SIGNALS) process.on(signal, () => this.#received());
  }

  /** While nothing is handled, a signal ends the process at once. Returns what ends the handling. */
  handle(handler: () => void): () => void {
    this.#handler = handler;
    return () => {
      if (this.#handler === handler) this.#handler = null;
    };
  }

  #received(): void {
    const now = Date.now();
    if (this.#first !== null) {
      if (now - this.#first > SAME_PRESS_MILLISECONDS) process.exit(EXIT.interrupted);
      return;
    }
    this.#first = now;
    if (this.#handler) this.#handler();
    else process.exit(EXIT.interrupted);
  }
}
