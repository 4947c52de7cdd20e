/** Short measurements of this machine, one after another, each kept for a while. */

/** Afterwards the machine may have more or less to do. */
const KEPT_MILLISECONDS = 10 * 60_000;
const MOST_KEPT = 100;

interface Measurement<Speed> {
  readonly at: number;
  /** Some run was training meanwhile. */
  readonly shared: boolean;
  readonly speed: Promise<Speed>;
}

export class Measurements<Speed> {
  readonly #isShared: () => boolean;
  readonly #kept = new Map<string, Measurement<Speed>>();
  /** Settles when the last measurement has ended: two at once would disturb each other. */
  #free: Promise<unknown> = Promise.resolve();

  /** @param isShared whether some run trains now */
  constructor(isShared: () => boolean) {
    this.#isShared = isShared;
  }

  /** The same a moment ago, or a new one when the machine is free. @param key what is measured */
  take(key: string, measure: () => Promise<Speed>): Measurement<Speed> {
    const shared = this.#isShared();
    const kept = this.#kept.get(key);
    if (kept?.shared === shared && Date.now() - kept.at < KEPT_MILLISECONDS) return kept;
    const speed = this.#free.then(measure);
    this.#free = speed.catch(() => this.#kept.delete(key));
    const measurement = { at: Date.now(), shared, speed };
    this.#kept.delete(key);
    this.#kept.set(key, measurement);
    for (const oldest of this.#kept.keys()) if (this.#kept.size > MOST_KEPT) this.#kept.delete(oldest);
    return measurement;
  }
}
