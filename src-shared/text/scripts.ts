/** Which script a character belongs to, as far as spacing and line joining need to know. */

const HAN_OR_KANA = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u30fc]/u;

/** U+3001 to U+303F and the full-width forms of punctuation. */
const isCjkPunctuation = (c: number): boolean =>
  (c > 0x3000 && c < 0x3040) ||
  (c >= 0xff01 && c <= 0xff0f) ||
  (c >= 0xff1a && c <= 0xff20) ||
  (c >= 0xff3b && c <= 0xff40) ||
  (c >= 0xff5b && c <= 0xff65);

/** Whether the character (a code point) is written without spaces around it: Han, kana and their punctuation. */
export function isCjk(codePoint: number): boolean {
  if (codePoint < 0x2e80) return false;
  if (codePoint >= 0x4e00 && codePoint <= 0x9fff) return true;
  return isCjkPunctuation(codePoint) || HAN_OR_KANA.test(String.fromCodePoint(codePoint));
}

/** The code point that ends at `end` in the text. */
export function codePointBefore(text: string, end: number): number {
  const unit = text.charCodeAt(end - 1);
  return unit >= 0xdc00 && unit <= 0xdfff && end >= 2 ? text.codePointAt(end - 2)! : unit;
}
