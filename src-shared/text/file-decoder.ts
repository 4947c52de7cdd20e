/** The bytes of one file, in chunks of any size, to normalised text. Looks at the first 256 KB before it decides. */
import { knownFormat, looksBinary } from './binary.ts';
import { StreamDecoder, type DecodeRepairs } from './decode.ts';
import { DETECTION_BYTES, detectEncoding } from './detect-encoding.ts';
import type { Encoding, TextSettings } from './settings.ts';
import { TextError } from './text-error.ts';

/** Bytes decoded at once: keeps strings small. */
const SLICE = 256 * 1024;

export class FileDecoder {
  readonly #name: string;
  readonly #settings: TextSettings;
  readonly #onText: (text: string) => void;
  #sample: Uint8Array[] = [];
  #sampleLength = 0;
  #decoder: StreamDecoder | null = null;
  #encoding: Encoding | null = null;

  /** @param name of the file, for messages */
  constructor(name: string, settings: TextSettings, onText: (text: string) => void) {
    this.#name = name;
    this.#settings = settings;
    this.#onText = onText;
  }

  /** null before enough was read to decide, and for an empty file. */
  get encoding(): Encoding | null {
    return this.#encoding;
  }

  get repairs(): Readonly<DecodeRepairs> {
    return this.#decoder?.repairs ?? { invalidSequences: 0, nulsRemoved: 0 };
  }

  /** @throws TextError (`binary`) */
  push(bytes: Uint8Array): void {
    if (this.#decoder) {
      this.#decode(this.#decoder, bytes);
      return;
    }
    this.#sample.push(bytes.slice()); // the caller may reuse its buffer
    this.#sampleLength += bytes.length;
    if (this.#sampleLength >= DETECTION_BYTES) this.#open();
  }

  /** @param cut the file goes on, but is not read further: a character cut at the end is no error */
  end(cut = false): void {
    if (this.#sampleLength === 0) return;
    const decoder = this.#decoder ?? this.#open();
    if (!cut) this.#onText(decoder.end());
  }

  #open(): StreamDecoder {
    const sample = new Uint8Array(this.#sampleLength);
    let length = 0;
    for (const bytes of this.#sample) {
      sample.set(bytes, length);
      length += bytes.length;
    }
    this.#sample = [];
    this.#encoding = this.#settings.encoding === 'auto' ? detectEncoding(sample).encoding : this.#settings.encoding;
    this.#refuseBinary(sample.subarray(0, DETECTION_BYTES), this.#encoding);
    this.#decoder = new StreamDecoder(this.#encoding, this.#settings.normalise);
    this.#decode(this.#decoder, sample);
    return this.#decoder;
  }

  #decode(decoder: StreamDecoder, bytes: Uint8Array): void {
    for (let begin = 0; begin < bytes.length; begin += SLICE)
      this.#onText(decoder.push(bytes.subarray(begin, begin + SLICE)));
  }

  #refuseBinary(sample: Uint8Array, encoding: Encoding): void {
    const format = knownFormat(sample);
    if (format !== null)
      throw new TextError(
        'binary',
        `${this.#name} is ${format}, not plain text: save its text as UTF-8 and import that.`,
      );
    if (encoding !== 'utf-16le' && encoding !== 'utf-16be' && looksBinary(sample))
      throw new TextError(
        'binary',
        `${this.#name} does not look like text (it is full of control bytes): choose a plain text file, or its encoding.`,
      );
  }
}
