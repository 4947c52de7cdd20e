/** The most probable continuations of a text. */
import type { RecurrentKernels } from '../kernels/contract.ts';
import { readPrompt, withOwnState } from './context.ts';
import { largest } from './largest.ts';

export interface NextToken {
  readonly token: number;
  /** y_t[token], as the model gives it: no temperature, nothing excluded. */
  readonly probability: number;
}

export interface NextTokensOptions {
  readonly kernels: RecurrentKernels;
  /** Ids after `<s>`; may be empty. */
  readonly context: readonly number[];
  readonly sentenceStart: number;
  /** How many, at least 1. */
  readonly top: number;
}

/** The most probable next tokens, best first; all K when `top` is larger. The hidden state is left as it was. */
export function nextTokens({ kernels, context, sentenceStart, top }: NextTokensOptions): NextToken[] {
  return withOwnState(kernels, () => {
    const distribution = new Float32Array(kernels.shape.vocabulary);
    readPrompt(kernels, sentenceStart, context, distribution);
    return Array.from(largest(distribution, top), (token) => ({ token, probability: distribution[token]! }));
  });
}
