/** A mean that forgets: one row alone jumps too much to read. */
export class MovingMean {
  readonly #memory: number;
  #mean: number | null = null;

  /** @param memory in units of the weights: after this much, 63 % of the mean is new */
  constructor(memory: number) {
    this.#memory = memory;
  }

  /** Takes a value that stands for `weight` and answers the mean. */
  add(value: number, weight: number): number {
    const share = 1 - Math.exp(-Math.max(0, weight) / this.#memory);
    this.#mean = this.#mean === null ? value : this.#mean + share * (value - this.#mean);
    return this.#mean;
  }
}
