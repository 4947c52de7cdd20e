/** The part of a sample that the network wrote. */
import type { Sample } from '#shared/protocol/entities.ts';
import type { TokenRule } from '#shared/text/settings.ts';
import { takeToken } from './sample-draft.svelte.ts';

/** As the text has it when it begins with the prompt; else put together from the tokens. */
export function continuation(prompt: string, { text, tokens }: Sample, rule: TokenRule): string {
  if (text.startsWith(prompt)) return text.slice(prompt.length);
  const [first, ...rest] = tokens;
  if (first === undefined) return '';
  const begun = takeToken(prompt, first, rule).slice(prompt.length);
  return rest.reduce((written, token) => takeToken(written, token, rule), begun);
}
