/** The part of a sample that the network wrote. */
import type { Sample } from '#shared/protocol/entities.ts';
import type { TokenRule } from '#shared/text/settings.ts';
import { takeToken } from './take-token.ts';

/** As the text has it after the prompt; else put together from the tokens. */
export function continuation(
  prompt: string,
  { text, tokens }: Pick<Sample, 'text' | 'tokens'>,
  rule: TokenRule,
): string {
  const rest = textAfter(prompt, text);
  if (rest !== null) return rest;
  const [first, ...others] = tokens;
  if (first === undefined) return '';
  const begun = takeToken(prompt, first, rule).slice(prompt.length);
  return others.reduce((written, token) => takeToken(written, token, rule), begun);
}

/** What follows the prompt in a text whose white space and case may differ from it; null when it does not begin so. */
export function textAfter(prompt: string, text: string): string | null {
  if (text.startsWith(prompt)) return text.slice(prompt.length);
  const same = (a: string): string => a.normalize('NFC').toLowerCase();
  const written = [...text];
  let at = 0;
  for (const character of prompt.normalize('NFC').replace(/\s/gu, '')) {
    while (at < written.length && /\s/u.test(written[at]!)) at++;
    if (same(written[at] ?? '') !== same(character)) return null;
    at++;
  }
  const rest = written.slice(at).join('');
  return /\s$/u.test(prompt) ? rest.replace(/^ /, '') : rest;
}

/** The end of a text that is not longer than a prompt may be, begun at a word. */
export function promptOf(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const end = text.slice(-longest);
  const space = end.search(/\s/u);
  return space >= 0 && space < 100 ? end.slice(space + 1) : end;
}
