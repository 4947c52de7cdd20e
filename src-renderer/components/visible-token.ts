/** Tokens that can be seen: a character model's white space is as much a token as its letters. */

const SIGNS: Readonly<Record<string, string>> = { '\n': '↵', '\t': '⇥' };

const sign = (character: string): string =>
  SIGNS[character] ??
  (/\s/u.test(character) ? '␣' : `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`);

/** A token as it is, or signs in its place when it has no ink. */
export const visibleToken = (token: string): string =>
  /^[\s\p{Cc}\p{Cf}]+$/u.test(token) ? [...token].map(sign).join('') : token;
