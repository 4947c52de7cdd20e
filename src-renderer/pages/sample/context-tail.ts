/** The last words of a text, or its last characters, to say what comes after them. */
import type { TokenRule } from '#shared/text/settings.ts';

const WORDS = 2;
const CHARACTERS = 8;
/** What has no spaces is cut anyway. */
const LONGEST = 22;

export function contextTail(text: string, rule: TokenRule): string {
  const trimmed = text.trimEnd();
  if (rule === 'character') return [...trimmed].slice(-CHARACTERS).join('');
  const words = trimmed.split(/\s+/u).slice(-WORDS).join(' ');
  return [...words].slice(-LONGEST).join('');
}
