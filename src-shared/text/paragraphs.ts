/**
 * Rule `segment`: lines to paragraphs, paragraphs to sentences. A paragraph ends at a blank line and before a line that
 * is indented with a tab or an ideographic space. A line that is too long to have been wrapped is a paragraph of its own.
 */
import { countCodePoints } from './code-points.ts';
import { LinePieces, LONGEST_PIECE } from './line-pieces.ts';
import { codePointBefore, isCjk } from './scripts.ts';
import { sentenceEnds } from './sentence-boundaries.ts';
import type { SentenceCutter, SentenceSink } from './sentence-cutter.ts';
import { isBlank, isWhiteSpace, trimWhiteSpace } from './white-space.ts';

/** UTF-16 units: no one wraps lines at a width beyond this. */
const WIDEST_WRAPPED_LINE = 160;

export class ParagraphCutter implements SentenceCutter {
  readonly #sink: SentenceSink;
  readonly #lines: LinePieces;
  /** The source of the paragraph so far, line ends included. */
  #source = '';
  /** The line that began in an earlier piece goes on. */
  #insideLine = false;
  /** That line is a paragraph of its own. */
  #ownParagraph = false;

  constructor(sink: SentenceSink) {
    this.#sink = sink;
    this.#lines = new LinePieces((piece, last) => this.#add(piece, last));
  }

  push(text: string): void {
    this.#lines.push(text);
  }

  end(): void {
    this.#lines.end();
    this.#cut(true);
  }

  #add(piece: string, last: boolean): void {
    const begins = !this.#insideLine;
    this.#insideLine = !last;
    if (begins && last && isBlank(piece)) {
      this.#cut(true);
      this.#sink.blank(countCodePoints(piece), 1);
      return;
    }
    if (begins) {
      this.#ownParagraph = piece.length > WIDEST_WRAPPED_LINE;
      if (this.#ownParagraph || piece.startsWith('\u3000') || piece.startsWith('\t')) this.#cut(true);
    }
    this.#source += piece;
    if (last && this.#ownParagraph) this.#cut(true);
    else if (this.#source.length > LONGEST_PIECE) this.#cut(false);
  }

  /** @param all false: the last sentence may go on in the next line and is kept, unless it is too long to keep */
  #cut(all: boolean): void {
    if (this.#source.length === 0) return;
    const source = this.#source;
    const text = joinLines(source);
    const ends = sentenceEnds(text);
    const keepLast = !all && ends.length > 1;
    const count = keepLast ? ends.length - 1 : ends.length;
    let begin = 0;
    let sourceBegin = 0;
    for (let i = 0; i < count; i++) {
      const end = ends[i]!;
      const last = all || i < ends.length - 1;
      const sourceEnd = i === ends.length - 1 ? source.length : matchingEnd(source, sourceBegin, text, begin, end);
      const sentence = last ? trimWhiteSpace(text.slice(begin, end)) : text.slice(begin, end);
      const characters = countCodePoints(source, sourceBegin, sourceEnd);
      if (sentence.length > 0 || !last) this.#sink.sentence(sentence, characters, last);
      else this.#sink.blank(characters, 0);
      begin = end;
      sourceBegin = sourceEnd;
    }
    this.#source = source.slice(sourceBegin);
  }
}

/** One line: joined with nothing between Chinese or Japanese characters and after a hyphen or dash, else with a space. */
function joinLines(source: string): string {
  const lines = source.split('\n');
  if (lines.length === 1) return source;
  let text = '';
  let previous = '';
  for (const line of lines) {
    const next = trimWhiteSpace(line);
    if (next.length === 0) continue;
    text += previous.length > 0 && needsSpace(previous, next) ? ` ${next}` : next;
    previous = next;
  }
  return source.endsWith('\n') ? text : text + trailingWhiteSpace(source);
}

/** Of a line that goes on in a later piece: the space between the two pieces' words. */
function trailingWhiteSpace(source: string): string {
  let begin = source.length;
  while (begin > 0 && isWhiteSpace(source.charCodeAt(begin - 1))) begin--;
  return source.slice(begin);
}

function needsSpace(before: string, after: string): boolean {
  const last = codePointBefore(before, before.length);
  if (isCjk(last) && isCjk(after.codePointAt(0)!)) return false;
  return !/(\p{L}-|—)$/u.test(before.slice(-3));
}

/**
 * Where in the source the text's [begin, end) ends: both have the same characters but for white space. The white space
 * that follows in the source is included.
 */
function matchingEnd(source: string, sourceBegin: number, text: string, begin: number, end: number): number {
  let i = sourceBegin;
  for (let j = begin; j < end; j++) {
    if (isWhiteSpace(text.charCodeAt(j))) continue;
    while (isWhiteSpace(source.charCodeAt(i))) i++;
    i++;
  }
  while (i < source.length && isWhiteSpace(source.charCodeAt(i))) i++;
  return i;
}
