/** The contract of the token rules. Adding one: a file here and a line in the registry below. */
import type { TokenRule } from '../settings.ts';
import { character } from './character.ts';
import { whitespace } from './whitespace.ts';
import { word } from './word.ts';

/**
 * Calls `emit` for each token of the text, in order. Tokens are never empty. The text is a sentence or a piece of a long
 * one, without line breaks.
 */
export type Tokeniser = (text: string, emit: (token: string) => void) => void;

export const TOKENISERS: Readonly<Record<TokenRule, Tokeniser>> = { word, character, whitespace };

/** The tokens of a short text, such as a prompt. */
export function tokenise(text: string, rule: TokenRule): string[] {
  const tokens: string[] = [];
  TOKENISERS[rule](text, (token) => tokens.push(token));
  return tokens;
}
