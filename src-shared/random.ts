/**
 * The program's one source of chance: xoshiro128** 1.1 (Blackman and Vigna, "Scrambled linear pseudorandom number
 * generators", 2021; prng.di.unimi.it), its 128 bits of state filled from one seed by SplitMix32 (the finaliser of
 * MurmurHash3 over a Weyl sequence). Period 2^128 - 1. The same seed gives the same numbers on every machine.
 */
const WEYL = 0x9e3779b9;

const rotateLeft = (x: number, k: number): number => (x << k) | (x >>> (32 - k));

/** The index-th output of SplitMix32 from this seed. */
function splitMix32(seed: number, index: number): number {
  let z = (seed + Math.imul(WEYL, index + 1)) | 0;
  z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
  z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
  return (z ^ (z >>> 16)) >>> 0;
}

export class Random {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  /** @param seed its low 32 bits are used */
  constructor(seed: number) {
    [this.#a, this.#b, this.#c, this.#d] = [0, 1, 2, 3].map((i) => splitMix32(seed, i)) as [
      number,
      number,
      number,
      number,
    ];
  }

  /** Continues where the generator whose `state` this was stood. @throws RangeError when it is no such state */
  static fromState(state: readonly number[]): Random {
    const valid = state.length === 4 && state.every((x) => Number.isInteger(x) && x >= 0 && x <= 0xffffffff);
    if (!valid || state.every((x) => x === 0))
      throw new RangeError('The stored random state is damaged: start a new run, or go back to an older checkpoint.');
    const random = new Random(0);
    [random.#a, random.#b, random.#c, random.#d] = state as readonly [number, number, number, number];
    return random;
  }

  /** Four unsigned 32-bit integers. */
  get state(): number[] {
    return [this.#a >>> 0, this.#b >>> 0, this.#c >>> 0, this.#d >>> 0];
  }

  /** Uniform unsigned 32-bit integer. */
  bits(): number {
    const result = Math.imul(rotateLeft(Math.imul(this.#b, 5), 7), 9) >>> 0;
    const t = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= t;
    this.#d = rotateLeft(this.#d, 11);
    return result;
  }

  /** Uniform in [0, 1), a multiple of 2^-53. */
  next(): number {
    const high = this.bits() >>> 5;
    const low = this.bits() >>> 6;
    return (high * 0x4000000 + low) / 0x20000000000000;
  }

  /** Uniform integer in [0, n), without bias: draws that would favour small numbers are drawn again. 1 <= n <= 2^32. */
  below(n: number): number {
    const end = 0x100000000 - (0x100000000 % n);
    let x = this.bits();
    while (x >= end) x = this.bits();
    return x % n;
  }
}

/** Puts the array in a uniformly random order, in place (Fisher and Yates; Durstenfeld 1964). */
export function shuffle(array: Uint32Array, random: Random): void {
  for (let i = array.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    const held = array[i]!;
    array[i] = array[j]!;
    array[j] = held;
  }
}
