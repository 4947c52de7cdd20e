/**
 * Window mode: the part's text is one running stream `s = <s> w_1 … w_M </s>` (the sentences of a text that has any are
 * joined, each with its `</s>`). Window i has the inputs s[iN … iN+N) and the targets one further; the last is shorter.
 */
import type { Sequence, Sequences } from './sequences.ts';
import { runId, type TokenMap } from './token-map.ts';

export class WindowSequences implements Sequences {
  readonly count: number;
  readonly tokens: number;
  readonly longest: number;
  readonly #stream: Uint32Array;
  readonly #map: TokenMap;
  readonly #window: number;
  /** [longest + 1] inputs and targets are views of it, one apart. */
  readonly #buffer: Uint32Array;
  readonly #sequence: Sequence;

  /** @param stream corpus ids   @param window N, at least 1 */
  constructor(stream: Uint32Array, map: TokenMap, window: number) {
    this.#stream = stream;
    this.#map = map;
    this.#window = window;
    this.count = Math.ceil(stream.length / window);
    this.tokens = stream.length;
    this.longest = Math.min(window, stream.length);
    this.#buffer = new Uint32Array(this.longest + 1);
    this.#sequence = { inputs: this.#buffer.subarray(0, 0), targets: this.#buffer.subarray(0, 0) };
  }

  read(index: number): Sequence {
    const begin = index * this.#window;
    const T = Math.min(this.#window, this.tokens - begin);
    const buffer = this.#buffer;
    // s[j] is the stream's token j - 1; s[0] is <s>.
    buffer[0] = begin === 0 ? this.#map.sentenceStart : runId(this.#map, this.#stream[begin - 1]!);
    for (let t = 0; t < T; t++) buffer[t + 1] = runId(this.#map, this.#stream[begin + t]!);
    this.#sequence.inputs = buffer.subarray(0, T);
    this.#sequence.targets = buffer.subarray(1, T + 1);
    return this.#sequence;
  }
}
