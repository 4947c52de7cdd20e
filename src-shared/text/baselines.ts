/**
 * What counting alone reaches on the same split with the same vocabulary: interpolated n-grams of order 1, 2 and 3.
 *
 *     p(w | u v) = l_0 / (K - 1) + l_1 f(w) + l_2 f(w | v) + l_3 f(w | u v)
 *
 * f: relative frequency in the training part. The weights l sum to 1; there is one set for each length of history that
 * training has seen (0, 1, 2 tokens), with only the components that exist there. They are fitted on the validation part
 * by expectation maximisation, with one pseudo-token a component so that none reaches 0, which is why the validation
 * figures are slightly flattering and the test figures are not. Source: Jelinek and Mercer, "Interpolated estimation of
 * Markov source parameters from sparse data", 1980.
 */
import { forEachTrigram, NgramCounts } from './ngram-counts.ts';
import type { Split } from './settings.ts';
import type { Remapping } from './vocabulary.ts';

export interface BaselineFigures {
  /** Mean cross-entropy, nats per predicted token, `</s>` included. */
  readonly loss: number;
  readonly perplexity: number;
  readonly bitsPerCharacter: number;
}

export interface Baseline {
  readonly order: 1 | 2 | 3;
  /** By length of the seen history: the weights of its components, from uniform up. */
  readonly weights: readonly (readonly number[])[];
  /** null for a part without text. */
  readonly validation: BaselineFigures | null;
  readonly test: BaselineFigures | null;
}

export interface Baselines {
  readonly unigram: Baseline;
  readonly bigram: Baseline;
  readonly trigram: Baseline;
  /** `nothing`: there is no validation part, all weights are equal. */
  readonly fittedOn: 'validation' | 'nothing';
}

export interface BaselineInput {
  readonly streams: Readonly<Record<Split, Uint32Array>>;
  /** Unicode code points of each part. */
  readonly characters: Readonly<Record<Split, number>>;
  readonly map: Remapping;
  /** K, at least 4: the size of the vocabulary that `map` leads to. */
  readonly vocabulary: number;
}

const COMPONENTS = 4;
/** Enough for nine weights. */
const MOST_FITTED_TOKENS = 500_000;
const MOST_ITERATIONS = 200;
const CONVERGED = 1e-7;

/** Memory: about 40 bytes for each distinct n-gram. Time: well under a second per MB of text. */
export function ngramBaselines({ streams, characters, map, vocabulary: K }: BaselineInput): Baselines {
  const counts = new NgramCounts(streams.train, map, K);
  const fitting = new FittingData(streams.validation, map, counts);
  const baseline = (order: 1 | 2 | 3): Baseline => {
    const weights = fitting.fit(order);
    const figures = (split: 'validation' | 'test'): BaselineFigures | null =>
      score(streams[split], characters[split], map, counts, weights);
    return { order, weights, validation: figures('validation'), test: figures('test') };
  };
  return {
    unigram: baseline(1),
    bigram: baseline(2),
    trigram: baseline(3),
    fittedOn: streams.validation.length > 0 ? 'validation' : 'nothing',
  };
}

/** The interpolated trigram of a text, to score other texts with. Memory and time as above. */
export class TrigramModel {
  readonly #counts: NgramCounts;
  readonly #weights: readonly (readonly number[])[];
  readonly #map: Remapping;

  constructor({ streams, map, vocabulary: K }: Pick<BaselineInput, 'streams' | 'map' | 'vocabulary'>) {
    this.#counts = new NgramCounts(streams.train, map, K);
    this.#weights = new FittingData(streams.validation, map, this.#counts).fit(3);
    this.#map = { ...map, ids: Uint32Array.from({ length: K }, (_, id) => id) };
  }

  /** @param stream ids below K, in which SENTENCE_END ends each sentence   @returns null when it is empty */
  score(stream: Uint32Array, characters: number): BaselineFigures | null {
    return score(stream, characters, this.#map, this.#counts, this.#weights);
  }
}

/** The components of every validation token, computed once for all fits. */
class FittingData {
  readonly #n: number;
  /** [n, COMPONENTS] */
  readonly #components: Float64Array;
  /** [n] tokens of history seen in training */
  readonly #histories: Uint8Array;

  constructor(stream: Uint32Array, map: Remapping, counts: NgramCounts) {
    this.#n = Math.min(stream.length, MOST_FITTED_TOKENS);
    this.#components = new Float64Array(this.#n * COMPONENTS);
    this.#histories = new Uint8Array(this.#n);
    let i = 0;
    const visit = (u: number, v: number, w: number): void => {
      this.#histories[i] = counts.components(u, v, w, this.#components.subarray(i * COMPONENTS, ++i * COMPONENTS));
    };
    forEachTrigram(stream, map, visit, this.#n);
  }

  /** @returns by history: weights */
  fit(order: number): number[][] {
    return Array.from({ length: order }, (_, history) => this.#fitHistory(order, history));
  }

  #fitHistory(order: number, history: number): number[] {
    const m = history + 2;
    const longest = history === order - 1; // longer histories than the order can use count here
    let weights = new Array<number>(m).fill(1 / m);
    for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
      const shares = new Array<number>(m).fill(1);
      for (let i = 0; i < this.#n; i++) {
        const seen = this.#histories[i]!;
        if (seen !== history && !(longest && seen > history)) continue;
        const at = i * COMPONENTS;
        const p = mix(this.#components, at, weights);
        for (let c = 0; c < m; c++) shares[c]! += (weights[c]! * this.#components[at + c]!) / p;
      }
      const total = shares.reduce((a, b) => a + b, 0);
      const next = shares.map((share) => share / total);
      const change = Math.max(...next.map((w, c) => Math.abs(w - weights[c]!)));
      weights = next;
      if (change < CONVERGED) break;
    }
    return weights;
  }
}

/** sum_c weights[c] components[at + c] */
function mix(components: Float64Array, at: number, weights: readonly number[]): number {
  let p = 0;
  for (let c = 0; c < weights.length; c++) p += weights[c]! * components[at + c]!;
  return p;
}

function score(
  stream: Uint32Array,
  characters: number,
  map: Remapping,
  counts: NgramCounts,
  weights: readonly (readonly number[])[],
): BaselineFigures | null {
  if (stream.length === 0) return null;
  const components = new Float64Array(COMPONENTS);
  let nats = 0;
  forEachTrigram(stream, map, (u, v, w) => {
    const seen = counts.components(u, v, w, components);
    nats -= Math.log(mix(components, 0, weights[Math.min(seen, weights.length - 1)]!));
  });
  return baselineFigures(nats, stream.length, characters);
}

/** @param nats summed over the `tokens`   @param characters that the tokens stand for */
export function baselineFigures(nats: number, tokens: number, characters: number): BaselineFigures {
  const loss = nats / tokens;
  return { loss, perplexity: Math.exp(loss), bitsPerCharacter: nats / Math.LN2 / Math.max(1, characters) };
}
