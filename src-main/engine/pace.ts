/** Holds training back to so many steps a second, so that one can watch. */

/** Steps that came late are caught up with so far. */
const CATCH_UP_SECONDS = 0.05;

export class Pace {
  #stepsPerSecond: number | null;
  /** When the next step may begin. */
  #next = -Infinity;

  /** @param stepsPerSecond null: as fast as can be */
  constructor(stepsPerSecond: number | null) {
    this.#stepsPerSecond = stepsPerSecond;
  }

  set(stepsPerSecond: number | null): void {
    this.#stepsPerSecond = stepsPerSecond;
    this.#next = -Infinity;
  }

  get isHeld(): boolean {
    return this.#stepsPerSecond !== null;
  }

  /** Until the next step may begin, in seconds; not above 0: now. */
  wait(now: number): number {
    return this.isHeld ? this.#next - now : 0;
  }

  /** A step begins. */
  step(now: number): void {
    if (this.#stepsPerSecond !== null)
      this.#next = Math.max(this.#next, now - CATCH_UP_SECONDS) + 1 / this.#stepsPerSecond;
  }
}
