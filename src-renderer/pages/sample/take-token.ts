/** A token at the end of a text, spaced as the token rule spaces text. */
import { detokenise } from '#shared/text/detokenise.ts';
import type { TokenRule } from '#shared/text/settings.ts';

/** The last word of a text, which decides whether a space comes before the next token. */
const lastWord = (text: string): string => /\S+$/u.exec(text.trimEnd())?.[0] ?? '';

export function takeToken(text: string, token: string, rule: TokenRule): string {
  if (text === '' || /\s$/u.test(text)) return text + token;
  const word = lastWord(text);
  return text + detokenise([word, token], rule).slice(word.length);
}
