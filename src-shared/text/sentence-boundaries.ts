/**
 * Where the sentences of one paragraph end: the Unicode sentence boundaries (UAX #29), repaired where they are known to
 * be wrong: after titles and initials, before a lower-case letter, and between a sentence and its quotation marks.
 */

import { isWhiteSpace } from './white-space.ts';

// Not 'und': that means the computer's own language, and the boundaries must be the same everywhere. The rules of 'zh'
// are Unicode's root rules.
const segmenter = new Intl.Segmenter('zh', { granularity: 'sentence' });

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Written with a full stop and then a name or a number, so no sentence ends here. Compared in lower case. */
const TITLES = words(
  'mr mrs ms mx dr prof rev hon capt cpt col gen lt maj sgt cpl adm cmdr gov sen supt insp messrs mme mmes mlle mgr ' +
    'st ste sts mt ft vs viz cf vols figs pp hrn dipl',
);
/** No sentence ends here when a number follows. */
const BEFORE_NUMBERS = words('no nos nr p art ch chap sec vol fig eq c ca lat long');

/** Opening marks that stand right before the next sentence's first letter (German and Danish close with some of them). */
const OPENING = /[“‘„‚«»‹›「『《〈（【〔［｛([{]+$/;
const CLOSING = /^\s*[”’」』》〉）】〕］｝)\]}»]+\s*/;
/** A footnote's mark, right after the stop. */
const FOOTNOTE_MARK = /^[*†‡]+(?=\s|$)\s*/;
const LAST_WORD = /([\p{L}\p{M}]+)\.[”’"')\]]*\s+$/u;
/** "J.", or the "g." of "e.g."; but not the "e." of "kill-e.", nor "I.", with which sentences end. */
const INITIAL = /(?:^|[\s("“‘[])(?!I\.)\p{Lu}\.\s+$|\.\s?(?!I\.)\p{L}\.\s+$/u;
const INITIAL_IN_SMALL_LETTERS = /(?:^|[\s("“‘[.])[^\P{L}i]\.\s+$/u;
/** A heading's number, when it is all that stands before the title. */
const HEADING_NUMBER =
  /^\s*(?:(?:chapter|part|book|section|act|scene|canto|letter|volume)\s+)?(?:\d{1,4}|[ivxlc]{1,7})\.\s+$/iu;
const LONGEST_HEADING_NUMBER = 30;

/** @returns UTF-16 offsets, ascending, the last one the text's length; white space after a sentence belongs to it */
export function sentenceEnds(text: string): number[] {
  // Before a small letter UAX #29 sees no boundary after a full stop; text without any capitals needs them to be cut.
  const withoutCapitals = !/\p{Lu}/u.test(text) && /\p{Ll}/u.test(text);
  const cased = withoutCapitals ? capitaliseAfterStops(text) : text;
  const ends: number[] = [];
  let begin = 0; // of the sentence that is being put together
  for (const { index, segment } of segmenter.segment(cased)) {
    if (index === 0) continue;
    const end = repairedEnd(cased, begin, index, segment, withoutCapitals);
    if (end === null || end <= begin || end >= text.length) continue;
    ends.push(end);
    begin = end;
  }
  if (text.length > 0) ends.push(text.length);
  return ends;
}

/**
 * Letters that would become longer stay as they are: offsets must not move. The letter comes before what must precede
 * it: else that is looked for at every character, which takes seconds in long stretches of white space.
 */
const capitaliseAfterStops = (text: string): string =>
  text.replace(/\p{Ll}(?<=[.!?…]["'”’)\]]*\s+["'“‘([]*\p{Ll})/gu, (letter) => {
    const capital = letter.toUpperCase();
    return capital.length === letter.length ? capital : letter;
  });

/** @param next the segment that begins at `index`   @returns where the sentence really ends; null: not here */
function repairedEnd(
  text: string,
  begin: number,
  index: number,
  next: string,
  withoutCapitals: boolean,
): number | null {
  if (/^\p{Ll}/u.test(next)) return null;
  const tail = text.slice(Math.max(begin, index - 40), index);
  const word = LAST_WORD.exec(tail)?.[1];
  if (word !== undefined) {
    const known = word.toLowerCase();
    if (TITLES.has(known) && (withoutCapitals || word !== known)) return null;
    if (BEFORE_NUMBERS.has(known) && /^\d/.test(next)) return null;
    if ((withoutCapitals ? INITIAL_IN_SMALL_LETTERS : INITIAL).test(tail) && /^\p{Lu}/u.test(next)) return null;
  }
  if (index - begin <= LONGEST_HEADING_NUMBER && HEADING_NUMBER.test(text.slice(begin, index))) return null;
  const opening = OPENING.exec(tail);
  if (opening) return index - opening[0].length;
  const closing = CLOSING.exec(next) ?? (isWhiteSpace(text.charCodeAt(index - 1)) ? null : FOOTNOTE_MARK.exec(next));
  return closing ? index + closing[0].length : index;
}
