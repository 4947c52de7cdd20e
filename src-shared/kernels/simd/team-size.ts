/**
 * How many threads are fastest right now, found by trying: other programs come and go, and a helper whose processor is
 * taken makes everybody wait for it. The number of threads never changes a bit, so it may change at any step.
 *
 * The best size so far works for long stretches, another one for a short stretch now and then. What counts is the mean
 * over a stretch: on a busy machine most steps of a team are quick, and a few wait very long. A size that disappoints is
 * tried less and less often.
 */

/** Milliseconds, and steps, at least. */
const SHORT_STRETCH = 20;
const LONG_STRETCH = 300;
const LEAST_STEPS = 8;
/** Milliseconds until another try. */
const SHORTEST_WAIT = 1000;
const LONGEST_WAIT = 8000;
/** A try takes at most this part of the time. */
const SHARE_OF_TRIES = 1 / 20;
/** What a step takes besides its time steps, in time steps. */
const FIXED_STEPS = 4;

interface Candidate {
  readonly size: number;
  /** Milliseconds a time step; not tried yet: 0. */
  cost: number;
  wait: number;
  /** Its next try. */
  due: number;
}

export class TeamSize {
  readonly #now: () => number;
  #present = 1;
  #candidates: readonly Candidate[] = [];
  #best: Candidate = alone();
  #current: Candidate = this.#best;
  /** Milliseconds within steps: what lies between them is other work. */
  #stretch = 0;
  #timeSteps = 0;
  #steps = 0;

  /** @param now milliseconds, from any beginning */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Threads to use now, the owner included. */
  get size(): number {
    return this.#current.size;
  }

  /** Runs a training step of T time steps and learns from it. @param present threads that are there */
  time<R>(present: number, T: number, step: () => R): R {
    if (present !== this.#present) this.#start(present);
    if (present === 1) return step();
    const began = this.#now();
    const result = step();
    const now = this.#now();
    this.#stretch += now - began;
    this.#steps++;
    this.#timeSteps += T + FIXED_STEPS;
    const known = this.#candidates.every(({ cost }) => cost > 0);
    const enough = known && this.#current === this.#best ? LONG_STRETCH : SHORT_STRETCH;
    if (this.#steps >= LEAST_STEPS && this.#stretch >= enough) this.#conclude(now);
    return result;
  }

  #start(present: number): void {
    this.#present = present;
    this.#candidates = sizes(present).map((size) => ({ size, cost: 0, wait: SHORTEST_WAIT, due: 0 }));
    this.#best = this.#candidates[0] ?? alone();
    this.#begin(this.#best);
  }

  #begin(candidate: Candidate): void {
    this.#current = candidate;
    this.#stretch = this.#timeSteps = this.#steps = 0;
  }

  #conclude(now: number): void {
    const own = this.#current;
    const wasBest = own === this.#best;
    own.cost = this.#stretch / this.#timeSteps;
    this.#best = this.#candidates.reduce(
      (best, other) => (other.cost > 0 && other.cost < best.cost ? other : best),
      own,
    );
    if (this.#best === own && wasBest) own.wait = SHORTEST_WAIT;
    else if (this.#best !== own && (wasBest || own.cost > 1.2 * this.#best.cost))
      own.wait = Math.min(2 * own.wait, LONGEST_WAIT);
    own.due = now + Math.max(own.wait, this.#stretch / SHARE_OF_TRIES);
    const due = this.#candidates.find((other) => other !== this.#best && other.due <= now);
    this.#begin(due ?? this.#best);
  }
}

const alone = (): Candidate => ({ size: 1, cost: 0, wait: SHORTEST_WAIT, due: 0 });

/** One, and all of them, half of them, … */
function sizes(present: number): number[] {
  const more: number[] = [];
  for (let size = present; size > 1; size = Math.ceil(size / 2)) more.push(size);
  return [1, ...more];
}
