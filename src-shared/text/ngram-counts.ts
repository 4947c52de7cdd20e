/** How often token sequences of length 1, 2 and 3 occur: the counts that the n-gram baselines are made of. */
import { SENTENCE_END } from './settings.ts';
import type { Remapping } from './vocabulary.ts';

const EMPTY = -1;

/**
 * Numbers distinct keys (integers from 0 to 2^53 - 1) in the order in which they come, and counts them. Open addressing,
 * linear probing; beyond the size that a JavaScript Map can have, and without its boxed numbers.
 */
export class KeyCounts {
  #slots = new Int32Array(1024).fill(EMPTY);
  #keys = new Float64Array(512);
  #counts = new Uint32Array(512);
  #size = 0;

  /** The key's number, below 0 if it never came. */
  find(key: number): number {
    return this.#slots[this.#slotOf(key)]!;
  }

  countOf(key: number): number {
    const found = this.find(key);
    return found < 0 ? 0 : this.#counts[found]!;
  }

  /** Counts the key once more. @returns its number */
  add(key: number): number {
    const slot = this.#slotOf(key);
    const found = this.#slots[slot]!;
    if (found >= 0) {
      this.#counts[found]!++;
      return found;
    }
    const number = this.#size++;
    if (number >= this.#keys.length) this.#grow();
    this.#keys[number] = key;
    this.#counts[number] = 1;
    this.#slots[this.#slotOf(key)] = number;
    return number;
  }

  #slotOf(key: number): number {
    const mask = this.#slots.length - 1;
    let hash = Math.imul((key % 0x100000000) | 0, 0x85ebca6b) ^ Math.imul((key / 0x100000000) | 0, 0xc2b2ae35);
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    let slot = (hash ^ (hash >>> 13)) & mask;
    for (;;) {
      const number = this.#slots[slot]!;
      if (number < 0 || this.#keys[number] === key) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #grow(): void {
    const { length } = this.#keys;
    const keys = new Float64Array(length * 2);
    const counts = new Uint32Array(length * 2);
    keys.set(this.#keys);
    counts.set(this.#counts);
    this.#keys = keys;
    this.#counts = counts;
    this.#slots = new Int32Array(length * 4).fill(EMPTY);
    for (let number = 0; number < length; number++) this.#slots[this.#slotOf(keys[number]!)] = number;
  }
}

/** @param u, v the two tokens before @param w, a predicted one: padded with `<s>` at a sentence's start */
export type VisitTrigram = (u: number, v: number, w: number) => void;

/** Every predicted token of a stream, `</s>` included, with the two before it, in the run's ids. */
export function forEachTrigram(stream: Uint32Array, map: Remapping, visit: VisitTrigram, most = stream.length): void {
  let u = map.sentenceStart;
  let v = map.sentenceStart;
  const end = Math.min(stream.length, most);
  for (let i = 0; i < end; i++) {
    const id = stream[i]!;
    const w = id === SENTENCE_END ? map.sentenceEnd : (map.ids[id] ?? map.unknown);
    visit(u, v, w);
    u = id === SENTENCE_END ? map.sentenceStart : v;
    v = id === SENTENCE_END ? map.sentenceStart : w;
  }
}

export class NgramCounts {
  readonly #K: number;
  #total = 0;
  /** [K] as predicted token, and as the token before one. */
  readonly #unigrams: Float64Array;
  readonly #contexts: Float64Array;
  readonly #bigrams = new KeyCounts();
  readonly #pairs = new KeyCounts();
  readonly #trigrams = new KeyCounts();

  /** @param stream the training part */
  constructor(stream: Uint32Array, map: Remapping, K: number) {
    this.#K = K;
    this.#unigrams = new Float64Array(K);
    this.#contexts = new Float64Array(K);
    forEachTrigram(stream, map, (u, v, w) => {
      this.#total++;
      this.#unigrams[w]!++;
      this.#contexts[v]!++;
      this.#bigrams.add(v * K + w);
      this.#trigrams.add(this.#pairs.add(u * K + v) * K + w);
    });
  }

  /**
   * The components of p(w | u v) from order 0 up: uniform over the K - 1 tokens that can be predicted (`<s>` is none),
   * then the relative frequencies of w, of w after v, of w after u v.
   * @param out [4]; components whose history was never seen are not written
   * @returns how many tokens of history were seen in training: 0, 1 or 2
   */
  components(u: number, v: number, w: number, out: Float64Array): number {
    const K = this.#K;
    out[0] = 1 / (K - 1);
    out[1] = this.#unigrams[w]! / this.#total;
    if (this.#contexts[v] === 0) return 0;
    out[2] = this.#bigrams.countOf(v * K + w) / this.#contexts[v]!;
    const pair = this.#pairs.find(u * K + v);
    if (pair < 0) return 1;
    out[3] = this.#trigrams.countOf(pair * K + w) / this.#pairs.countOf(u * K + v);
    return 2;
  }
}
