/**
 * A text read as an import reads it, with the place of each token in it: for showing tokens where they stand. Places
 * are UTF-16 offsets in the decoded and normalised text; that of a sentence's end is empty.
 */
import { ReadRecord } from './division.ts';
import { FileDecoder } from './file-decoder.ts';
import { GrowingIds } from './growing-ids.ts';
import type { SentenceCutter, SentenceSink } from './sentence-cutter.ts';
import { SentenceReader } from './sentence-reader.ts';
import { sentenceCutter } from './sentences.ts';
import { SENTENCE_END, SENTENCE_START, type SentenceRule, SPECIAL_TOKENS, type TextSettings } from './settings.ts';
import { TypeTable } from './type-table.ts';
import type { ReadingReport } from './warnings.ts';
import { isWhiteSpace } from './white-space.ts';

export interface PlacedTokens {
  /** Up to the last token's end where the text was cut, else whole. */
  readonly text: string;
  /** [n] every sentence, or the running text as a whole, is followed by `</s>`, unless it was cut before. */
  readonly tokens: readonly string[];
  /** [n] places; they do not overlap and are in order. */
  readonly begins: Uint32Array<ArrayBuffer>;
  readonly ends: Uint32Array<ArrayBuffer>;
  /** There were more tokens. */
  readonly cut: boolean;
}

/**
 * @param pieces bytes, read as far as they are needed   @param name for messages   @param rule instead of the settings'
 * @param most tokens, sentence ends included
 * @throws TextError (`binary`)
 */
export function placeTokens(
  pieces: Iterable<Uint8Array>,
  name: string,
  settings: TextSettings,
  rule: SentenceRule,
  most: number,
): PlacedTokens {
  const reader = new PlacingReader(rule, settings);
  const cutter = sentenceCutter(rule, reader);
  const decoder = new FileDecoder(name, settings, (text) => reader.push(text, cutter));
  let whole = true;
  for (const piece of pieces) {
    decoder.push(piece);
    whole = reader.count <= most;
    if (!whole) break;
  }
  decoder.end(!whole);
  if (whole) {
    cutter.end();
    reader.endFile();
  }
  return reader.placed(most);
}

class PlacingReader implements SentenceSink {
  readonly #settings: TextSettings;
  readonly #ids = new GrowingIds();
  readonly #types = new TypeTable();
  readonly #reader: SentenceReader;
  #text = '';
  readonly #begins: number[] = [];
  readonly #ends: number[] = [];
  /** What was read of the text: the next sentence begins here. */
  #sentence = 0;
  /** End of the last token. */
  #at = 0;

  constructor(rule: SentenceRule, settings: TextSettings) {
    this.#settings = settings;
    const record = new ReadRecord();
    record.beginFile('train');
    this.#reader = new SentenceReader(rule, settings, this.#ids, this.#types, record, report());
  }

  /** Tokens so far, sentence ends included. */
  get count(): number {
    return this.#ids.length;
  }

  push(text: string, cutter: SentenceCutter): void {
    this.#text += text;
    cutter.push(text);
  }

  sentence(text: string, characters: number, last: boolean): void {
    this.#at = Math.max(this.#at, this.#sentence);
    this.#reader.sentence(text, characters, last);
    this.#place();
    this.#skip(characters);
  }

  blank(characters: number, lines: number): void {
    this.#reader.blank(characters, lines);
    this.#skip(characters);
  }

  endFile(): void {
    this.#reader.endFile();
    this.#place();
    const { length } = this.#ids;
    if (length === 0) return;
    // What follows the last token stands before the last end; running text has no sentence end of its own.
    if (this.#ids.at(length - 1) === SENTENCE_END) this.#begins.pop();
    else this.#ids.push(SENTENCE_END);
    this.#begins.push(this.#text.length);
    this.#ends[this.#begins.length - 1] = this.#text.length;
  }

  placed(most: number): PlacedTokens {
    const count = Math.min(most, this.#ids.length);
    const cut = count < this.#ids.length;
    return {
      text: cut ? this.#text.slice(0, this.#ends[count - 1] ?? 0) : this.#text,
      tokens: Array.from({ length: count }, (_, i) => this.#types.tokens[this.#ids.at(i)]!),
      begins: Uint32Array.from(this.#begins.slice(0, count)),
      ends: Uint32Array.from(this.#ends.slice(0, count)),
      cut,
    };
  }

  /** What the reader has numbered since the last call. */
  #place(): void {
    for (let i = this.#begins.length; i < this.#ids.length; i++) {
      const id = this.#ids.at(i);
      if (id === SENTENCE_END) this.#begins.push(this.#at);
      else this.#begins.push(this.#find(this.#types.tokens[id]!));
      this.#ends.push(this.#at);
    }
  }

  #skip(characters: number): void {
    for (let i = 0; i < characters; i++) this.#sentence += unitsAt(this.#text, this.#sentence);
  }

  /**
   * Moves behind the next occurrence of the token and answers its begin. The text before it and inside it may have more
   * white space than what was cut into tokens, where lines were joined.
   */
  #find(token: string): number {
    const text = this.#text;
    let begin = -1;
    for (let i = 0; i < token.length;) {
      if (isWhiteSpace(token.charCodeAt(i))) {
        this.#at = this.#findWhiteSpace(token.charAt(i));
        if (begin < 0) begin = this.#at;
        this.#at++;
        i++;
        continue;
      }
      this.#skipWhiteSpace();
      if (begin < 0) {
        if (this.#settings.tokens === 'whitespace') this.#skipMarks();
        begin = this.#at;
      }
      const units = unitsAt(text, this.#at);
      i += this.#cased(text.slice(this.#at, this.#at + units)).length || 1;
      this.#at = Math.min(text.length, this.#at + units);
    }
    return begin;
  }

  /** Where in the white space that comes next this character is; the first of it where lines were joined. */
  #findWhiteSpace(character: string): number {
    const text = this.#text;
    // Of running text: all that can stand before it is white space and marks.
    if (character === '\n') return text.indexOf(character, this.#at);
    for (let i = this.#at; i < text.length && isWhiteSpace(text.charCodeAt(i)); i++)
      if (text.charAt(i) === character) return i;
    return this.#at;
  }

  #skipWhiteSpace(): void {
    while (this.#at < this.#text.length && isWhiteSpace(this.#text.charCodeAt(this.#at))) this.#at++;
  }

  /** `<s>` and `</s>` in the text are no tokens. */
  #skipMarks(): void {
    for (;;) {
      let end = this.#at;
      while (end < this.#text.length && !isWhiteSpace(this.#text.charCodeAt(end))) end++;
      const word = this.#cased(this.#text.slice(this.#at, end));
      if (word !== SPECIAL_TOKENS[SENTENCE_START] && word !== SPECIAL_TOKENS[SENTENCE_END]) return;
      this.#at = end;
      this.#skipWhiteSpace();
    }
  }

  #cased(text: string): string {
    return this.#settings.lowercase ? text.toLowerCase() : text;
  }
}

/** UTF-16 units of the code point at an offset. */
const unitsAt = (text: string, offset: number): number => ((text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1);

const report = (): ReadingReport => ({
  invalidSequences: 0,
  nulsRemoved: 0,
  sentencesCut: 0,
  longestAllowed: 0,
  sentenceMarks: 0,
  blankLines: 0,
  emptyFiles: [],
  encodings: new Set(),
});
