/**
 * What separates tokens: Unicode White_Space and U+001C to U+001F, which is what Python's `str.split()` splits at.
 * JavaScript's `\s` differs (U+FEFF is in it, U+0085 and U+001C to U+001F are not).
 */
export function isWhiteSpace(unit: number): boolean {
  if (unit < 0x80) return unit === 0x20 || (unit >= 0x09 && unit <= 0x0d) || (unit >= 0x1c && unit <= 0x1f);
  if (unit < 0x1680) return unit === 0x85 || unit === 0xa0;
  if (unit >= 0x2000 && unit <= 0x200a) return true;
  return unit === 0x2028 || unit === 0x2029 || unit === 0x202f || unit === 0x205f || unit === 0x3000 || unit === 0x1680;
}

/** Whether nothing but white space is in it. */
export function isBlank(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (!isWhiteSpace(text.charCodeAt(i))) return false;
  return true;
}

/** The text without white space at its two ends. */
export function trimWhiteSpace(text: string): string {
  let begin = 0;
  let end = text.length;
  while (begin < end && isWhiteSpace(text.charCodeAt(begin))) begin++;
  while (end > begin && isWhiteSpace(text.charCodeAt(end - 1))) end--;
  return text.slice(begin, end);
}
