/**
 * How many threads are fastest right now, found by trying: other programs come and go, and a helper whose processor is
 * taken makes everybody wait for it. The number of threads never changes a bit, so it may change at any step.
 */

/** Steps of one size in a trial; the first ones wake the helpers and do not count. */
const WAKING = 2;
const COUNTED = 7;
/** A trial is over soon beside what follows it. */
const REST_OF_TRIAL = 40;
const SHORTEST_REST = 500;
const LONGEST_REST = 4000;
/** What every step takes besides its time steps, in time steps. */
const FIXED_STEPS = 4;

export class TeamSize {
  /** Threads to use now, the owner included. */
  #size = 1;
  readonly #now: () => number;
  #sizes: readonly number[] = [1];
  /** Milliseconds a time step of each size tried so far, in the order of `#sizes`. */
  #medians: number[] = [];
  #counted: number[] = [];
  #steps = 0;
  #trying = false;
  #trialBegan = 0;
  #restUntil = 0;
  #present = 1;

  /** @param now milliseconds, from any beginning */
  constructor(now: () => number) {
    this.#now = now;
  }

  get size(): number {
    return this.#size;
  }

  /** Before a step. @param present threads that are there */
  begin(present: number): void {
    if (this.#trying) return;
    const now = this.#now();
    if (present === this.#present && (present === 1 || now < this.#restUntil)) return;
    this.#present = present;
    this.#sizes = candidates(present);
    this.#medians = [];
    this.#trialBegan = now;
    this.#trying = true;
    this.#try(this.#sizes[0]!);
  }

  /** Runs a step of T time steps with `size` threads, and learns from it. */
  time<R>(T: number, step: () => R): R {
    if (!this.#trying) return step();
    const began = this.#now();
    const result = step();
    const ended = this.#now();
    if (++this.#steps > WAKING) this.#counted.push((ended - began) / (T + FIXED_STEPS));
    if (this.#counted.length === COUNTED) this.#conclude(ended);
    return result;
  }

  #try(size: number): void {
    this.#size = size;
    this.#steps = 0;
    this.#counted = [];
  }

  #conclude(now: number): void {
    this.#medians.push(this.#counted.sort((a, b) => a - b)[COUNTED >> 1]!);
    const next = this.#sizes[this.#medians.length];
    if (next !== undefined) return this.#try(next);
    this.#trying = false;
    this.#size = this.#sizes[this.#medians.indexOf(Math.min(...this.#medians))]!;
    const rest = (now - this.#trialBegan) * REST_OF_TRIAL;
    this.#restUntil = now + Math.max(SHORTEST_REST, Math.min(LONGEST_REST, rest));
  }
}

/** All of them, half of them, … one. */
function candidates(present: number): number[] {
  const sizes: number[] = [];
  for (let size = present; size > 1; size = Math.ceil(size / 2)) sizes.push(size);
  return [...sizes, 1];
}
