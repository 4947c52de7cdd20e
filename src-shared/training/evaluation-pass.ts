/** One pass over a part of the text without learning, in slices, so that whoever drives it stays responsive. */
import type { LanguageModelKernels } from '../kernels/contract.ts';
import { multiplicationsPerToken } from '../kernels/matrix-shapes.ts';
import type { Sequences } from './sequences.ts';

/** A slice takes some hundredths of a second: it ends after so many tokens or so many multiplications. */
const SLICE_TOKENS = 4096;
const SLICE_MULTIPLICATIONS = 4e8;

export class EvaluationPass {
  /** As it was before the pass. */
  readonly hiddenState: Float32Array;
  readonly #kernels: LanguageModelKernels;
  readonly #sequences: Sequences;
  readonly #carryState: boolean;
  readonly #sliceTokens: number;
  #next = 0;
  #nats = 0;

  /** @param carryState each sequence starts from the last one's state, the first from the initial one */
  constructor(kernels: LanguageModelKernels, sequences: Sequences, carryState: boolean) {
    this.#kernels = kernels;
    this.#sequences = sequences;
    this.#carryState = carryState;
    this.#sliceTokens = Math.min(SLICE_TOKENS, SLICE_MULTIPLICATIONS / multiplicationsPerToken(kernels.shape));
    this.hiddenState = kernels.readState();
  }

  /** Cross-entropy so far, nats summed. */
  get nats(): number {
    return this.#nats;
  }

  /** Evaluates the next slice, at least one sequence. Returns true when all are done; the hidden state is then as before. */
  advance(): boolean {
    for (let tokens = 0; tokens < this.#sliceTokens && this.#next < this.#sequences.count; this.#next++) {
      if (!this.#carryState || this.#next === 0) this.#kernels.resetState();
      const { inputs, targets } = this.#sequences.read(this.#next);
      this.#nats += this.#kernels.evaluateSequence(inputs, targets);
      tokens += targets.length;
    }
    if (this.#next < this.#sequences.count) return false;
    this.#kernels.writeState(this.hiddenState);
    return true;
  }
}
