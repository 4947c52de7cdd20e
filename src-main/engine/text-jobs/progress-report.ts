/** Tells how far an import is, a few times a second. */
import type { Progress } from './text-messages.ts';

const SECONDS = 0.1;

export class ProgressReport {
  readonly #total: number;
  readonly #report: (progress: Progress) => void;
  readonly #began = performance.now();
  #stage: Progress['stage'] = 'reading';
  #done = 0;
  #due = 0;

  /** @param total bytes of all sources */
  constructor(total: number, report: (progress: Progress) => void) {
    this.#total = total;
    this.#report = report;
  }

  /** @param bytes so far */
  read(bytes: number): void {
    this.#done = bytes;
    const now = performance.now();
    if (now < this.#due) return;
    this.#due = now + SECONDS * 1000;
    this.#tell();
  }

  stage(stage: Progress['stage']): void {
    this.#stage = stage;
    this.#tell();
  }

  #tell(): void {
    const seconds = (performance.now() - this.#began) / 1000;
    const bytesPerSecond = seconds > 0 ? this.#done / seconds : 0;
    const bytesTotal = Math.max(this.#total, this.#done);
    this.#report({
      stage: this.#stage,
      bytesDone: this.#done,
      bytesTotal,
      bytesPerSecond,
      secondsLeft: bytesPerSecond > 0 && this.#done > 0 ? (bytesTotal - this.#done) / bytesPerSecond : null,
    });
  }
}
