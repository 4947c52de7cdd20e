/** The tokens of a corpus by rank, and how a run's smaller vocabulary (its K most frequent tokens) follows from them. */
import { SENTENCE_END, SENTENCE_START, SPECIAL_TOKENS, UNK } from './settings.ts';

export interface VocabularyLimits {
  /** K, the three special tokens included; null: as many as there are. */
  readonly size: number | null;
  /** Types that occur less often in the training part become `<unk>`. */
  readonly minimumCount: number;
}

/** From the corpus' ids to a run's. */
export interface Remapping {
  /** Index: corpus id, value: run id. */
  readonly ids: Uint32Array;
  /** The run's ids of the special tokens. */
  readonly unknown: number;
  readonly sentenceStart: number;
  readonly sentenceEnd: number;
}

export class Vocabulary {
  /** By id: `<unk>`, `<s>`, `</s>`, then by falling count, equal counts by first appearance in the text. */
  readonly tokens: readonly string[];
  /** By id: occurrences in the training part; 0 for types that only validation or test have, which come last. */
  readonly counts: Uint32Array;
  #ids: Map<string, number> | null = null;

  /** @throws RangeError unless the special tokens come first and the other counts fall */
  constructor(tokens: readonly string[], counts: Uint32Array) {
    const specials = SPECIAL_TOKENS.every((token, id) => tokens[id] === token);
    const ranked = counts.every((n, id) => id <= SPECIAL_TOKENS.length || n <= counts[id - 1]!);
    if (!specials || !ranked || tokens.length !== counts.length)
      throw new RangeError('The stored vocabulary is damaged: import the text again.');
    this.tokens = tokens;
    this.counts = counts;
  }

  /** Number of types, the special tokens included. */
  get size(): number {
    return this.tokens.length;
  }

  /** The token's id, UNK for one that the corpus does not have. */
  id(token: string): number {
    this.#ids ??= new Map(this.tokens.map((t, id) => [t, id]));
    return this.#ids.get(token) ?? UNK;
  }

  /** The effective K: never more than the types that training sees often enough, never less than the special tokens. */
  effectiveSize({ size, minimumCount }: VocabularyLimits): number {
    const least = Math.max(1, minimumCount);
    let K = SPECIAL_TOKENS.length;
    while (K < this.size && this.counts[K]! >= least && (size === null || K < size)) K++;
    return K;
  }

  /** For a run whose vocabulary is this one's first K tokens. */
  remapToPrefix(K: number): Remapping {
    const ids = Uint32Array.from({ length: this.size }, (_, id) => (id < K ? id : UNK));
    return { ids, unknown: UNK, sentenceStart: SENTENCE_START, sentenceEnd: SENTENCE_END };
  }

  /**
   * For a model that brings its own vocabulary, in any order. Of a token that stands there twice the first counts.
   * @throws RangeError when one of the three special tokens is not in it
   */
  remapTo(tokens: readonly string[]): Remapping {
    const other = new Map<string, number>();
    tokens.forEach((token, id) => {
      if (!other.has(token)) other.set(token, id);
    });
    const special = SPECIAL_TOKENS.map((token) => {
      const id = other.get(token);
      if (id === undefined)
        throw new RangeError(
          `The model's vocabulary has no ${token}: add it to the list of tokens and import it again.`,
        );
      return id;
    });
    const [unknown, sentenceStart, sentenceEnd] = special as [number, number, number];
    const ids = Uint32Array.from(this.tokens, (token) => other.get(token) ?? unknown);
    return { ids, unknown, sentenceStart, sentenceEnd };
  }
}

/**
 * Share of the tokens that ids 0 to k cover, for each k; 0 to 1. A literal `<unk>` is never covered, and sentence marks
 * are not counted.
 * @param counts by id
 */
export function cumulativeCoverage(counts: Uint32Array): Float64Array {
  const covered = new Float64Array(counts.length);
  for (let id = SPECIAL_TOKENS.length; id < counts.length; id++) covered[id] = covered[id - 1]! + counts[id]!;
  const total = (covered.at(-1) ?? 0) + (counts[UNK] ?? 0);
  return total > 0 ? covered.map((n) => n / total) : covered;
}
