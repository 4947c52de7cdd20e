/** Sentence mode: w_1 … w_n becomes the inputs `<s> w_1 … w_n` and the targets `w_1 … w_n </s>`, so T = n + 1. */
import { SENTENCE_END } from '../text/settings.ts';
import type { Sequence, Sequences } from './sequences.ts';
import { runId, type TokenMap } from './token-map.ts';

export class SentenceSequences implements Sequences {
  readonly count: number;
  readonly tokens: number;
  readonly longest: number;
  readonly #stream: Uint32Array;
  readonly #map: TokenMap;
  /** [count + 1] where each sentence begins in the stream, and where the last one ends. */
  readonly #begins: Uint32Array;
  /** [longest + 1] `<s> w_1 … w_n </s>`: inputs and targets are views of it, one apart. */
  readonly #buffer: Uint32Array;
  readonly #sequence: Sequence;

  /** @param stream corpus ids, each sentence ended by SENTENCE_END */
  constructor(stream: Uint32Array, map: TokenMap) {
    this.#stream = stream;
    this.#map = map;
    let count = 0;
    for (let i = 0; i < stream.length; i++) if (stream[i] === SENTENCE_END) count++;
    this.#begins = new Uint32Array(count + 1);
    let longest = 0;
    for (let i = 0, sentence = 0, begin = 0; i < stream.length; i++) {
      if (stream[i] !== SENTENCE_END) continue;
      longest = Math.max(longest, i + 1 - begin);
      begin = i + 1;
      this.#begins[++sentence] = begin;
    }
    this.count = count;
    this.tokens = stream.length;
    this.longest = longest;
    this.#buffer = new Uint32Array(longest + 1);
    this.#sequence = { inputs: this.#buffer.subarray(0, 0), targets: this.#buffer.subarray(0, 0) };
  }

  read(index: number): Sequence {
    const begin = this.#begins[index]!;
    const T = this.#begins[index + 1]! - begin;
    const buffer = this.#buffer;
    buffer[0] = this.#map.sentenceStart;
    for (let t = 0; t < T; t++) buffer[t + 1] = runId(this.#map, this.#stream[begin + t]!);
    this.#sequence.inputs = buffer.subarray(0, T);
    this.#sequence.targets = buffer.subarray(1, T + 1);
    return this.#sequence;
  }
}
