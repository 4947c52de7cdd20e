/** Where in a prompt the tokens stand that the network does not know. */
import type { ScoredToken } from '#shared/protocol/entities.ts';

export interface PromptPart {
  readonly text: string;
  readonly unknown: boolean;
}

/**
 * The prompt in parts, alternately known and unknown; together they are the prompt.
 * @param tokens of the prompt, in its order; a token that the text does not have (it was normalised) is passed over
 */
export function promptParts(
  prompt: string,
  tokens: readonly Pick<ScoredToken, 'text' | 'before' | 'token'>[],
): PromptPart[] {
  const parts: PromptPart[] = [];
  const add = (text: string, unknown: boolean): void => {
    const last = parts.at(-1);
    if (text === '') return;
    if (last?.unknown === unknown) parts[parts.length - 1] = { text: last.text + text, unknown };
    else parts.push({ text, unknown });
  };
  let at = 0;
  for (const { text, before, token } of tokens) {
    const expected = at + before.length;
    const from = prompt.startsWith(text, expected) ? expected : prompt.indexOf(text, at);
    if (text === '' || from < 0) continue;
    add(prompt.slice(at, from), false);
    add(text, token === '<unk>');
    at = from + text.length;
  }
  add(prompt.slice(at), false);
  return parts;
}
