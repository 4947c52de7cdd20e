/**
 * More alternatives of one token of a long text, from its sentence alone. That is the same where a network begins each
 * sentence anew; whether it is, the token's own probability tells.
 */
import type { ScoredToken } from '#shared/protocol/entities.ts';

export interface SentenceAround {
  readonly text: string;
  /** The token's index in the sentence. */
  readonly index: number;
}

/** Longer ones are not worth the wait. */
const LONGEST = 400; // tokens

const isEnd = (token: ScoredToken | undefined): boolean => token === undefined || token.text === '';

/** The sentence that a token stands in, its end included; null when it is very long. */
export function sentenceAround(tokens: readonly ScoredToken[], index: number): SentenceAround | null {
  let from = index;
  while (!isEnd(tokens[from - 1])) from--;
  let to = index;
  while (!isEnd(tokens[to])) to++;
  if (to - from > LONGEST || to === from) return null;
  const text = tokens.slice(from, to).map((token, i) => (i === 0 ? '' : token.before) + token.text);
  return { text: text.join(''), index: index - from };
}

/** Whether two readings of a token came from the same state. */
export const isSameReading = (a: ScoredToken, b: ScoredToken): boolean =>
  a.token === b.token && Math.abs(a.probability - b.probability) <= 1e-4 * a.probability;
