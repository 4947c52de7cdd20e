/** Files to an encoded corpus, in one pass over their bytes: decode, cut into sentences, cut into tokens, number. */
import { chooseSentenceRule, SENTENCE_RULE_SAMPLE } from './choose-sentence-rule.ts';
import { divideRunning, divideSentences, type FileRole, ReadRecord } from './division.ts';
import { encodeCorpus, type EncodedCorpus } from './encoded-corpus.ts';
import { FileDecoder } from './file-decoder.ts';
import { GrowingIds } from './growing-ids.ts';
import { SentenceReader } from './sentence-reader.ts';
import type { SentenceCutter } from './sentence-cutter.ts';
import { sentenceCutter } from './sentences.ts';
import type { Encoding, SentenceRule, TextSettings } from './settings.ts';
import { TextError } from './text-error.ts';
import { TypeTable } from './type-table.ts';
import { type ReadingReport, readingWarnings, type TextWarning } from './warnings.ts';
import { isBlank } from './white-space.ts';

export interface CorpusBuilderOptions {
  /** Called at least once per 256 KB. @param bytes read so far, over all files */
  readonly onProgress?: (bytes: number) => void;
  /** Asked as often; true ends the work with a TextError of kind `cancelled`. */
  readonly isCancelled?: () => boolean;
}

const SLICE = 256 * 1024;
/** Below this a model has next to nothing to learn from. */
const FEW_TOKENS = 1000;

/**
 * Use: for each file `beginFile`, `push` its bytes in any chunks, `endFile`; then `finish` once. In memory are the
 * encoded tokens (4 bytes each, twice while finishing) and the distinct tokens. Every method may throw a TextError.
 */
export class CorpusBuilder {
  readonly #settings: TextSettings;
  readonly #options: CorpusBuilderOptions;
  readonly #ids = new GrowingIds();
  readonly #types = new TypeTable();
  readonly #record = new ReadRecord();
  readonly #report: ReadingReport = {
    invalidSequences: 0,
    nulsRemoved: 0,
    sentencesCut: 0,
    longestAllowed: 0,
    sentenceMarks: 0,
    blankLines: 0,
    emptyFiles: [],
    encodings: new Set(),
  };
  #bytes = 0;
  /** Something that is not white space was read. */
  #hasText = false;
  #fileName = '';
  #decoder: FileDecoder | null = null;
  #fileBytes = 0;
  #encoding: Encoding | null = null;
  /** Text that waits until there is enough of it to choose the sentence rule. */
  #waiting = '';
  #rule: SentenceRule | null;
  #reader: SentenceReader | null = null;
  #cutter: SentenceCutter | null = null;

  constructor(settings: TextSettings, options: CorpusBuilderOptions = {}) {
    this.#settings = settings;
    this.#options = options;
    this.#rule = settings.sentences === 'auto' ? null : settings.sentences;
  }

  /** @param name for messages */
  beginFile(name: string, role: FileRole = 'split'): void {
    this.#reader?.endLine();
    this.#record.beginFile(role);
    this.#fileName = name;
    this.#fileBytes = 0;
    this.#cutter = null;
    this.#decoder = new FileDecoder(name, this.#settings, (text) => this.#addText(text));
  }

  /** @throws TextError (`binary`, `cancelled`, `too-large`) */
  push(bytes: Uint8Array): void {
    const decoder = this.#decoder;
    if (!decoder) throw new Error('CorpusBuilder: push before beginFile.');
    for (let begin = 0; begin < bytes.length; begin += SLICE) {
      if (this.#options.isCancelled?.())
        throw new TextError('cancelled', 'The import was cancelled; nothing was stored.');
      const slice = bytes.subarray(begin, begin + SLICE);
      decoder.push(slice);
      this.#fileBytes += slice.length;
      this.#bytes += slice.length;
      this.#options.onProgress?.(this.#bytes);
    }
  }

  /** @param cut the file goes on but is not read further, as for a preview */
  endFile(cut = false): void {
    const decoder = this.#decoder;
    if (!decoder) throw new Error('CorpusBuilder: endFile before beginFile.');
    decoder.end(cut);
    if (!isBlank(this.#waiting)) this.#startReading();
    this.#waiting = '';
    this.#cutter?.end();
    this.#reader?.endFile();
    this.#report.invalidSequences += decoder.repairs.invalidSequences;
    this.#report.nulsRemoved += decoder.repairs.nulsRemoved;
    if (decoder.encoding) {
      this.#encoding ??= decoder.encoding;
      this.#report.encodings.add(decoder.encoding);
    }
    if (this.#record.countInFile === 0) this.#report.emptyFiles.push(this.#fileName);
    this.#decoder = null;
  }

  /**
   * @throws TextError (`empty`, `blank`, `too-little`, `no-train`). A text that is too short to divide is no error: the
   * parts that stay empty are named in the warnings.
   */
  finish(): EncodedCorpus {
    this.#refuseUnusable();
    const rule = this.#rule!;
    const divide = rule === 'running' ? divideRunning : divideSentences;
    const encoded = encodeCorpus(this.#ids, this.#types.tokens, divide(this.#record, this.#settings));
    const { train, validation, test } = encoded.counts;
    if (train.tokens === 0)
      throw new TextError('no-train', 'No text is left for training: give at least one file the role train or split.');
    if (train.tokens + validation.tokens + test.tokens < 2)
      throw new TextError(
        'too-little',
        'The text has a single token, which is too little to learn from: add more text.',
      );
    const warnings = [...readingWarnings(this.#report), ...this.#divisionWarnings(encoded.counts)];
    return { ...encoded, encoding: this.#encoding!, sentenceRule: rule, warnings };
  }

  #addText(text: string): void {
    if (text.length === 0) return;
    this.#hasText ||= !isBlank(text);
    if (this.#cutter) {
      this.#cutter.push(text);
      return;
    }
    this.#waiting += text;
    if (this.#rule !== null || this.#waiting.length >= SENTENCE_RULE_SAMPLE) this.#startReading();
  }

  #startReading(): void {
    this.#rule ??= chooseSentenceRule(this.#waiting);
    this.#reader ??= new SentenceReader(this.#rule, this.#settings, this.#ids, this.#types, this.#record, this.#report);
    this.#cutter = sentenceCutter(this.#rule, this.#reader);
    this.#cutter.push(this.#waiting);
    this.#waiting = '';
  }

  #refuseUnusable(): void {
    if (this.#bytes === 0)
      throw new TextError('empty', 'The text is empty (0 bytes): choose a file that has text in it.');
    if (!this.#hasText || this.#record.count === 0)
      throw new TextError('blank', 'The text has nothing but white space: choose a file that has words in it.');
  }

  #divisionWarnings(counts: EncodedCorpus['counts']): TextWarning[] {
    const { split } = this.#settings;
    const warnings: TextWarning[] = [];
    const wanted = this.#record.files.some(({ role }) => role === 'split');
    if (wanted && split.validation > 0 && counts.validation.tokens === 0)
      warnings.push({
        code: 'no-validation',
        count: 1,
        message:
          'The text has too few sentences for a validation part: it stays empty, and no validation loss is shown.',
      });
    if (wanted && split.test > 0 && counts.test.tokens === 0)
      warnings.push({
        code: 'no-test',
        count: 1,
        message: 'The text has too few sentences for a test part: it stays empty.',
      });
    if (counts.train.tokens < FEW_TOKENS)
      warnings.push({
        code: 'tiny-text',
        count: counts.train.tokens,
        message: `Only ${counts.train.tokens} tokens are left for training: a model will learn them by heart; add more text.`,
      });
    return warnings;
  }
}
