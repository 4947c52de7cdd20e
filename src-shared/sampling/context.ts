/** Reading a context: the state and the distribution that follow `<s>` and some tokens. */
import type { LanguageModelKernels } from '../kernels/contract.ts';
import { matrixShapes } from '../kernels/matrix-shapes.ts';

/** A slice takes some hundredths of a second: it ends after so many tokens or so many multiplications. */
const SLICE_TOKENS = 4096;
const SLICE_MULTIPLICATIONS = 3e7;

/** Where a text goes on from: any number of samples can begin there. */
export interface Context {
  /** The kernels' state. */
  readonly state: Float32Array;
  /** [K], of the next token. */
  readonly distribution: Float32Array;
}

export interface ContextOptions {
  readonly kernels: LanguageModelKernels;
  readonly sentenceStart: number;
  /** Ids after `<s>`; may be empty. */
  readonly tokens: readonly number[];
}

/** Reads a context in slices, from the zero state. Other work with the same kernels between two slices disturbs it. */
export class ContextPass {
  readonly #kernels: LanguageModelKernels;
  /** `<s>` and the tokens. */
  readonly #inputs: Uint32Array;
  readonly #sliceTokens: number;
  #next = 0;

  constructor({ kernels, sentenceStart, tokens }: ContextOptions) {
    // Without the output layer.
    const [rows, columns] = matrixShapes(kernels.shape).W_rec;
    this.#kernels = kernels;
    this.#inputs = Uint32Array.from([sentenceStart, ...tokens]);
    this.#sliceTokens = Math.max(1, Math.min(SLICE_TOKENS, Math.floor(SLICE_MULTIPLICATIONS / (rows * columns))));
  }

  /** Reads the next slice. @returns the context when all is read, before that null */
  advance(): Context | null {
    const last = this.#inputs.length - 1;
    const slice = this.#inputs.subarray(this.#next, Math.min(this.#next + this.#sliceTokens, last));
    if (this.#next === 0) this.#kernels.resetState();
    if (slice.length > 0) this.#kernels.advanceState(slice);
    this.#next += slice.length;
    if (this.#next < last) return null;
    const distribution = new Float32Array(this.#kernels.shape.vocabulary);
    this.#kernels.predictNext(this.#inputs[last]!, distribution);
    return { state: this.#kernels.readState(), distribution };
  }
}

/** A context at once, for short ones. */
export function readContext(options: ContextOptions): Context {
  const pass = new ContextPass(options);
  for (;;) {
    const context = pass.advance();
    if (context !== null) return context;
  }
}

/** Runs `body` and leaves the hidden state as it was, so that samples can be drawn while a run trains. */
export function withOwnState<R>(kernels: LanguageModelKernels, body: () => R): R {
  const state = kernels.readState();
  try {
    return body();
  } finally {
    kernels.writeState(state);
  }
}
