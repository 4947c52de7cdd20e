/** The token rules by name. */
import type { TokenRule } from '../settings.ts';
import { character } from './character.ts';
import type { Tokeniser } from './tokeniser.ts';
import { whitespace } from './whitespace.ts';
import { word } from './word.ts';

export const TOKENISERS: Readonly<Record<TokenRule, Tokeniser>> = { word, character, whitespace };

/** The tokens of a short text, such as a prompt. */
export function tokenise(text: string, rule: TokenRule): string[] {
  const tokens: string[] = [];
  TOKENISERS[rule](text, (token) => tokens.push(token));
  return tokens;
}
