/** The most probable continuations of a context. */
import { largest } from './largest.ts';

export interface NextToken {
  readonly token: number;
  /** y_t[token], as the model gives it: no temperature, nothing excluded. */
  readonly probability: number;
}

/**
 * The most probable next tokens, best first; all K when `top` is larger.
 * @param distribution [K]   @param top how many, at least 1
 */
export const nextTokens = (distribution: Float32Array, top: number): NextToken[] =>
  Array.from(largest(distribution, top), (token) => ({ token, probability: distribution[token]! }));
