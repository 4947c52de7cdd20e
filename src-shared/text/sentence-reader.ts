/** Sentences to numbered tokens: fills the corpus' list of provisional ids and the record of its sentences. */
import type { ReadRecord } from './division.ts';
import type { GrowingIds } from './growing-ids.ts';
import type { SentenceSink } from './sentence-cutter.ts';
import type { SentenceRule, TextSettings } from './settings.ts';
import { SENTENCE_END, SENTENCE_START, SPECIAL_TOKENS } from './settings.ts';
import { TOKENISERS } from './tokens/registry.ts';
import type { Tokeniser } from './tokens/tokeniser.ts';
import type { TypeTable } from './type-table.ts';
import type { ReadingReport } from './warnings.ts';

/** Most tokens in a sentence. A line may be long, because the file says so; a found sentence of that size is none. */
const LONGEST_SENTENCE: Readonly<Record<SentenceRule, number>> = { line: 100_000, segment: 1000, running: Infinity };

export class SentenceReader implements SentenceSink {
  readonly #running: boolean;
  readonly #lowercase: boolean;
  readonly #tokenise: Tokeniser;
  readonly #emit: (token: string) => void;
  readonly #longest: number;
  readonly #ids: GrowingIds;
  readonly #types: TypeTable;
  readonly #record: ReadRecord;
  readonly #report: ReadingReport;
  /** Offset of the current sentence's first token, and the code points seen since the last sentence's end. */
  #begin = 0;
  #characters = 0;
  /** Ends (token offsets) of the sentences that the current one was cut into. */
  #cuts: number[] = [];
  #tooLong = false;

  constructor(
    rule: SentenceRule,
    settings: TextSettings,
    ids: GrowingIds,
    types: TypeTable,
    record: ReadRecord,
    report: ReadingReport,
  ) {
    this.#running = rule === 'running';
    this.#lowercase = settings.lowercase;
    this.#tokenise = TOKENISERS[settings.tokens];
    this.#emit = settings.tokens === 'whitespace' ? (token) => this.#addUnlessMark(token) : (token) => this.#add(token);
    this.#longest = LONGEST_SENTENCE[rule];
    report.longestAllowed = this.#longest;
    this.#ids = ids;
    this.#types = types;
    this.#record = record;
    this.#report = report;
  }

  /** Running text: a file without a line break at its end still ends its line when another file follows. */
  endLine(): void {
    const { length } = this.#ids;
    if (!this.#running || length === 0 || this.#ids.at(length - 1) === this.#types.id('\n')) return;
    this.#ids.push(this.#types.id('\n'));
    this.#record.add(this.#ids.length, 0);
  }

  sentence(source: string, characters: number, last: boolean): void {
    this.#characters += characters;
    const lineBreak = this.#running && source.endsWith('\n');
    const text = lineBreak ? source.slice(0, -1) : source;
    this.#tokenise(this.#lowercase ? text.toLowerCase() : text, this.#emit);
    if (lineBreak) this.#add('\n');
    if (this.#running) {
      this.#record.add(this.#ids.length, this.#characters);
      this.#characters = 0;
    } else if (last) this.#endSentence();
  }

  blank(characters: number, lines: number): void {
    this.#report.blankLines += lines;
    this.#addWhiteSpace(characters);
  }

  endFile(): void {
    if (!this.#running) this.#endSentence();
    // White space of a file without sentences counts as part of the text before it.
    if (this.#characters > 0 && this.#record.count > 0) {
      this.#record.characters.addToLast(this.#characters);
      this.#characters = 0;
    }
  }

  /** It belongs to the sentence before it; before a file's first sentence, to that one. */
  #addWhiteSpace(characters: number): void {
    if (this.#record.countInFile > 0) this.#record.characters.addToLast(characters);
    else this.#characters += characters;
  }

  #add(token: string): void {
    if (this.#ids.length - this.#begin >= this.#longest) {
      this.#cut();
      if (!this.#tooLong) this.#report.sentencesCut++;
      this.#tooLong = true;
    }
    this.#ids.push(this.#types.id(token));
  }

  /** `<s>` and `</s>` in the text are what the encoder adds by itself: they begin and end a sentence. */
  #addUnlessMark(token: string): void {
    if (token !== SPECIAL_TOKENS[SENTENCE_START] && token !== SPECIAL_TOKENS[SENTENCE_END]) {
      this.#add(token);
      return;
    }
    this.#report.sentenceMarks++;
    if (this.#running && token === SPECIAL_TOKENS[SENTENCE_END]) this.#ids.push(SENTENCE_END);
    else if (!this.#running && this.#ids.length > this.#begin) this.#cut();
  }

  #cut(): void {
    this.#ids.push(SENTENCE_END);
    this.#cuts.push(this.#ids.length);
    this.#begin = this.#ids.length;
  }

  /** Ends the current sentence; its characters are shared out over the sentences that it was cut into, by tokens. */
  #endSentence(): void {
    const hasTokens = this.#ids.length > this.#begin;
    if (hasTokens) this.#cut();
    const cuts = this.#cuts;
    this.#tooLong = false;
    if (cuts.length === 0) {
      const characters = this.#characters;
      this.#characters = 0;
      this.#addWhiteSpace(characters);
      return;
    }
    const first = this.#record.tokensBefore(this.#record.count);
    const total = this.#ids.length - first;
    let given = 0;
    for (const end of cuts) {
      const upTo = Math.round((this.#characters * (end - first)) / total);
      this.#record.add(end, upTo - given);
      given = upTo;
    }
    this.#characters = 0;
    this.#cuts = [];
  }
}
