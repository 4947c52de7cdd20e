/**
 * Which encoding a text is in, from its first bytes. In this order: a byte order mark; UTF-16 by what its units would
 * be; UTF-8 by validity, which no other encoding's text has by chance; GB18030 or Big5, whichever decodes to plausible
 * Chinese; else Windows-1252, in which every byte means something.
 */
import { isCommonHan } from './common-han.ts';
import type { Encoding } from './settings.ts';

/** What decided. */
export type DetectionReason =
  | 'byte-order-mark'
  | 'utf-16-units'
  | 'ascii'
  | 'valid-utf-8'
  | 'mostly-valid-utf-8'
  | 'chinese-characters'
  | 'fallback';

export interface DetectedEncoding {
  readonly encoding: Encoding;
  readonly reason: DetectionReason;
}

/** Bytes worth giving to `detectEncoding`; it reads no more. */
export const DETECTION_BYTES = 256 * 1024;

const BYTE_ORDER_MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
  ['gb18030', [0x84, 0x31, 0x95, 0x33]],
];

/** @param sample the beginning of the file, all of it or cut anywhere */
export function detectEncoding(sample: Uint8Array): DetectedEncoding {
  const bytes = sample.subarray(0, DETECTION_BYTES);
  for (const [encoding, mark] of BYTE_ORDER_MARKS)
    if (mark.every((b, i) => bytes[i] === b)) return { encoding, reason: 'byte-order-mark' };

  const utf16 = detectUtf16(bytes);
  if (utf16) return { encoding: utf16, reason: 'utf-16-units' };
  if (bytes.every((b) => b < 0x80)) return { encoding: 'utf-8', reason: 'ascii' };
  const valid = validUtf8Share(bytes);
  if (valid >= UTF8_LIMIT) return { encoding: 'utf-8', reason: valid === 1 ? 'valid-utf-8' : 'mostly-valid-utf-8' };

  const gb18030 = meanPlausibility(decode(bytes, 'gb18030'), isNotAscii);
  const big5 = meanPlausibility(decode(bytes, 'big5'), isNotAscii);
  if (Math.max(gb18030, big5) >= CHINESE_LIMIT)
    return { encoding: gb18030 >= big5 ? 'gb18030' : 'big5', reason: 'chinese-characters' };
  return { encoding: 'windows-1252', reason: 'fallback' };
}

/** Real Chinese text reaches 0.6 and more, classical poems 0.5; accented Latin letters read as Chinese stay below 0.15. */
const CHINESE_LIMIT = 0.3;
/** Western, Cyrillic and Chinese text in its own byte order reaches 0.6 and more, Korean 0.45; other bytes at most 0.3. */
const UTF16_LIMIT = 0.4;
const UTF16_MARGIN = 0.2;

function detectUtf16(bytes: Uint8Array): Encoding | null {
  const whole = bytes.subarray(0, bytes.length & ~1);
  if (whole.length < 4) return null;
  const little = meanPlausibility(decode(whole, 'utf-16le'), () => true);
  const big = meanPlausibility(decode(whole, 'utf-16be'), () => true);
  if (Math.max(little, big) < UTF16_LIMIT || Math.abs(little - big) < UTF16_MARGIN) return null;
  return little > big ? 'utf-16le' : 'utf-16be';
}

const decode = (bytes: Uint8Array, encoding: Encoding): string => new TextDecoder(encoding).decode(bytes);

const isNotAscii = (codePoint: number): boolean => codePoint >= 0x80;

/** Mean of `plausibility` over the characters that count, -2 to 1; 0 when none does. The last one may be cut: left out. */
function meanPlausibility(text: string, counts: (codePoint: number) => boolean): number {
  let sum = 0;
  let n = 0;
  for (let i = 0; i < text.length - 1; i++) {
    const codePoint = text.codePointAt(i)!;
    if (codePoint > 0xffff) i++;
    if (!counts(codePoint)) continue;
    sum += plausibility(codePoint);
    n++;
  }
  return n > 0 ? sum / n : 0;
}

/** How much this character speaks for the decoding that gave it. */
function plausibility(c: number): number {
  if (c < 0x80) return c >= 0x20 ? (c === 0x7f ? -2 : 1) : (c >= 0x09 && c <= 0x0d) || c === 0x1b ? 1 : -1;
  if (c < 0xa0) return -2; // C1 controls
  if (c < 0x700) return 0.7; // letters of Europe and the Near East
  if (c >= 0x2010 && c <= 0x2026) return 1; // dashes, curly quotes, ellipsis
  if (c >= 0x3001 && c <= 0x3015) return 1; // Chinese and Japanese punctuation
  if (c >= 0x3041 && c <= 0x30ff) return 0.7; // kana
  if (c >= 0x4e00 && c <= 0x9fff) return isCommonHan(c) ? 1 : 0.1;
  if (c >= 0xac00 && c <= 0xd7a3) return 0.3; // Hangul syllables: what common GB18030 bytes look like in UTF-16, but without spaces
  if (c >= 0xff01 && c <= 0xff5e) return 1; // full-width forms
  if (c === 0xfffd || (c >= 0xe000 && c <= 0xf8ff) || c > 0xfffff || (c & 0xfffe) === 0xfffe) return -2;
  return 0;
}

/** A damaged UTF-8 text stays above; of the byte pairs of Chinese text in GB18030, about a third are valid by chance. */
const UTF8_LIMIT = 0.8;

/** Of the characters beyond ASCII, how many come from valid UTF-8 sequences. One that is cut by the end is no evidence. */
function validUtf8Share(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8');
  let valid = 0;
  let invalid = 0;
  for (const character of decoder.decode(bytes, { stream: true })) {
    if (character === '\ufffd') invalid++;
    else if (character.charCodeAt(0) >= 0x80) valid++;
  }
  return valid > 0 ? valid / (valid + invalid) : 0;
}
