/** How well a model predicts each token of a text, its history being what it was in training; in slices. */
import type { LanguageModelKernels } from '../kernels/contract.ts';
import { multiplicationsPerToken } from '../kernels/matrix-shapes.ts';
import type { Sequences } from '../training/sequences.ts';

/** A slice takes some hundredths of a second, unless a single token takes longer. */
const SLICE_MULTIPLICATIONS = 3e8;
const SLICE_PROBABILITIES = 1 << 20;
const SLICE_TOKENS = 96;

export interface ScoreOptions {
  readonly kernels: LanguageModelKernels;
  readonly sequences: Sequences;
  /** Each sequence starts from the last one's hidden state, the first from zero. */
  readonly carryState: boolean;
  /** How many of the most probable tokens are kept for each; at most K. */
  readonly alternatives: number;
}

/** N predicted tokens; all arrays are filled as far as the pass is. */
export class ScorePass {
  /** A: alternatives for each token. */
  readonly alternatives: number;
  /** [N] -log y_t[token], nats: finite where the probability underflows to 0. */
  readonly surprise: Float64Array;
  /** [N] 1: the model's first choice. Of equal probabilities the lower id comes first. */
  readonly rank: Uint32Array;
  /** [N, A] ids of the most probable tokens, the most probable first, and their y_t. */
  readonly bestIds: Uint32Array;
  readonly bestProbabilities: Float32Array;
  readonly #kernels: LanguageModelKernels;
  readonly #sequences: Sequences;
  readonly #carryState: boolean;
  readonly #sliceTokens: number;
  /** [slice, K] */
  readonly #distributions: Float32Array;
  readonly #hiddenState: Float32Array;
  #sequence = 0;
  /** Tokens of the current sequence, and of all, that are done. */
  #position = 0;
  #done = 0;
  #nats = 0;

  constructor({ kernels, sequences, carryState, alternatives }: ScoreOptions) {
    const { vocabulary: K } = kernels.shape;
    this.alternatives = Math.min(alternatives, K);
    this.surprise = new Float64Array(sequences.tokens);
    this.rank = new Uint32Array(sequences.tokens);
    this.bestIds = new Uint32Array(sequences.tokens * this.alternatives);
    this.bestProbabilities = new Float32Array(sequences.tokens * this.alternatives);
    this.#kernels = kernels;
    this.#sequences = sequences;
    this.#carryState = carryState;
    const most = Math.min(
      SLICE_TOKENS,
      SLICE_MULTIPLICATIONS / multiplicationsPerToken(kernels.shape),
      SLICE_PROBABILITIES / K,
    );
    this.#sliceTokens = Math.max(1, Math.floor(most));
    this.#distributions = new Float32Array(this.#sliceTokens * K);
    this.#hiddenState = kernels.readState();
  }

  /** Cross-entropy so far, nats summed. */
  get nats(): number {
    return this.#nats;
  }

  /** Scores the next tokens. Returns true when all are done; the hidden state is then as before. */
  advance(): boolean {
    for (let left = this.#sliceTokens; left > 0 && this.#sequence < this.#sequences.count;) left -= this.#slice(left);
    if (this.#sequence < this.#sequences.count) return false;
    this.#kernels.writeState(this.#hiddenState);
    return true;
  }

  /** At most so many tokens of the current sequence. @returns how many */
  #slice(most: number): number {
    if (this.#position === 0 && (!this.#carryState || this.#sequence === 0)) this.#kernels.resetState();
    const { inputs, targets } = this.#sequences.read(this.#sequence);
    const [begin, end] = [this.#position, Math.min(this.#position + most, inputs.length)];
    const T = end - begin;
    const K = this.#kernels.shape.vocabulary;
    const y = this.#distributions.subarray(0, T * K);
    const surprise = this.surprise.subarray(this.#done, this.#done + T);
    this.#nats += this.#kernels.evaluateSequence(
      inputs.subarray(begin, end),
      targets.subarray(begin, end),
      surprise,
      y,
    );
    for (let t = 0; t < T; t++) this.#place(this.#done + t, targets[begin + t]!, y.subarray(t * K, (t + 1) * K));
    this.#done += T;
    this.#position = end;
    if (end === inputs.length) {
      this.#sequence++;
      this.#position = 0;
    }
    return T;
  }

  /** The token's rank and the best tokens, in one pass over its distribution, [K]. */
  #place(n: number, token: number, y: Float32Array): void {
    const own = y[token]!;
    const A = this.alternatives;
    const first = n * A;
    const last = first + A - 1;
    const [ids, probabilities] = [this.bestIds, this.bestProbabilities];
    let rank = 1;
    let kept = 0;
    let least = A > 0 ? -1 : Infinity;
    for (let k = 0; k < y.length; k++) {
      const p = y[k]!;
      if (p > own || (p === own && k < token)) rank++;
      if (p <= least) continue;
      // Insertion: of equals the one that came first stays in front.
      let place = first + Math.min(kept, A - 1);
      for (; place > first && probabilities[place - 1]! < p; place--) {
        ids[place] = ids[place - 1]!;
        probabilities[place] = probabilities[place - 1]!;
      }
      ids[place] = k;
      probabilities[place] = p;
      if (kept < A) kept++;
      if (kept === A) least = probabilities[last]!;
    }
    this.rank[n] = rank;
  }
}
