/** Where a text came from: the names of its files, and words of our own for what had none. */
import { SMALL_GRAMMAR_NAME } from '#shared/text/small-grammar/sample-settings.ts';
import type { Messages } from './en.ts';

export function originWords(origin: string, t: Messages): string {
  const own: Readonly<Record<string, string>> = {
    'pasted text': t.import.pastedText,
    'standard input': t.import.standardInput,
    [SMALL_GRAMMAR_NAME]: t.firstStart.sampleName,
  };
  return origin
    .split(', ')
    .map((part) => own[part] ?? part)
    .join(', ');
}
