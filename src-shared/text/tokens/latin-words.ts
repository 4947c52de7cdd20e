/**
 * The fast path of the word rule for text in Latin letters: the word boundary rules of UAX #29 (WB5 to WB13b) over a
 * table of classes, about three times as fast as the segmenter. Its boundaries are exactly the segmenter's.
 */
import { isWhiteSpace } from '../white-space.ts';

const OUTSIDE = 0; // not in the table: the segmenter's work
const OTHER = 1; // a token of its own: most punctuation
const SPACE = 2;
const LETTER = 3; // ALetter
const DIGIT = 4; // Numeric
const JOINER = 5; // ExtendNumLet: _
const MID_LETTER = 6; // : · between letters
const MID_NUMBER = 7; // , ; between digits
const MID_BOTH = 8; // . ' ‘ ’ between letters or digits (MidNumLet and Single_Quote)

const TABLE_SIZE = 0x2030;
const CLASS = new Uint8Array(TABLE_SIZE);
for (let c = 0; c < TABLE_SIZE; c++) {
  const listed = (c > 0 && c < 0x180 && c !== 0xad) || (c >= 0x2010 && c <= 0x2027);
  if (!listed) continue;
  const text = String.fromCharCode(c);
  if (isWhiteSpace(c)) CLASS[c] = SPACE;
  else if (/\p{Alphabetic}/u.test(text)) CLASS[c] = LETTER;
  else if (/\p{Nd}/u.test(text)) CLASS[c] = DIGIT;
  else if (text === '_') CLASS[c] = JOINER;
  else if (text === ':' || text === '·' || text === '\u2027') CLASS[c] = MID_LETTER;
  else if (text === ',' || text === ';') CLASS[c] = MID_NUMBER;
  else if (".'‘’\u2024".includes(text)) CLASS[c] = MID_BOTH;
  else CLASS[c] = OTHER;
}
CLASS[0x85] = OUTSIDE; // Newline: the segmenter's work, as are all controls that are not white space
for (let c = 0; c < 0x20; c++) if (CLASS[c] === OTHER) CLASS[c] = OUTSIDE;

const classAt = (text: string, index: number): number => {
  const c = text.charCodeAt(index);
  return c < TABLE_SIZE ? CLASS[c]! : OUTSIDE;
};

/** Emits the text's tokens and returns true, or emits none and returns false: a character is not in the table. */
export function latinWords(text: string, emit: (token: string) => void): boolean {
  const { length } = text;
  for (let i = 0; i < length; i++) if (classAt(text, i) === OUTSIDE) return false;
  for (let i = 0; i < length;) {
    const first = classAt(text, i);
    if (first === SPACE) {
      i++;
      continue;
    }
    let end = i + 1;
    if (first === LETTER || first === DIGIT || first === JOINER) {
      let last = first;
      for (; end < length; end++) {
        const next = classAt(text, end);
        if (next === LETTER || next === DIGIT || next === JOINER) last = next;
        else if (joins(last, next, end + 1 < length ? classAt(text, end + 1) : OTHER)) last = next;
        else break;
      }
    }
    emit(text.slice(i, end));
    i = end;
  }
  return true;
}

/** Whether punctuation of class `mid` keeps together what stands before and after it (WB6, WB7, WB11, WB12). */
const joins = (before: number, mid: number, after: number): boolean =>
  (before === LETTER && after === LETTER && (mid === MID_LETTER || mid === MID_BOTH)) ||
  (before === DIGIT && after === DIGIT && (mid === MID_NUMBER || mid === MID_BOTH));
