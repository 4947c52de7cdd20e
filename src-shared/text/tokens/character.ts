/** Rule `character`: extended grapheme clusters (UAX #29), white space included. */
import type { Tokeniser } from './tokeniser.ts';

const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' });

export const character: Tokeniser = (text, emit) => {
  for (let i = 0; i < text.length;) {
    if (isSimple(text, i) && isSimple(text, i + 1)) {
      emit(text.charAt(i));
      i++;
      continue;
    }
    // Between two simple characters there is always a boundary; everything up to the next such place is the segmenter's.
    let end = i + 1;
    while (end < text.length && !(isSimple(text, end - 1) && isSimple(text, end))) end++;
    for (const { segment } of segmenter.segment(text.slice(i, end))) emit(segment);
    i = end;
  }
};

/**
 * A character that is a cluster of its own unless something attaches to it: printable ASCII, the letters of Western and
 * Central Europe, dashes and quotation marks, Han, kana, Chinese punctuation. The end of the text counts as one.
 */
function isSimple(text: string, index: number): boolean {
  if (index >= text.length) return true;
  const c = text.charCodeAt(index);
  if (c < 0x7f) return c >= 0x20;
  if (c < 0x3000) return (c >= 0xc0 && c <= 0x17f) || (c >= 0x2010 && c <= 0x2027);
  if (c >= 0x4e00 && c <= 0x9fff) return true;
  return c <= 0x3020 || (c >= 0x3041 && c <= 0x3096) || (c >= 0x30a1 && c <= 0x30fc) || (c >= 0xff01 && c <= 0xff60);
}
