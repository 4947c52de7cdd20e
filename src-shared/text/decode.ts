/** Bytes, in chunks of any size, to normalised text: the same whatever the chunks. Counts what it repairs. */
import type { Encoding } from './settings.ts';
import type { TextSettings } from './settings.ts';

export interface DecodeRepairs {
  /** Invalid byte sequences and lone surrogates, each replaced by U+FFFD. */
  invalidSequences: number;
  /** NUL characters, removed. */
  nulsRemoved: number;
}

export class StreamDecoder {
  readonly repairs: DecodeRepairs = { invalidSequences: 0, nulsRemoved: 0 };
  readonly #encoding: Encoding;
  readonly #decoder: TextDecoder;
  readonly #normaliser: { push(text: string): string; end(): string } | null;
  #atStart = true;
  /** The last chunk ended with CR: an LF at the start of the next one belongs to it. */
  #afterReturn = false;
  /** UTF-8 only: how many bytes of EF BF BD, a U+FFFD that the text has of its own, the last chunk ended with. */
  #ownReplacementBytes = 0;

  constructor(encoding: Encoding, normalise: TextSettings['normalise']) {
    this.#encoding = encoding;
    this.#decoder = new TextDecoder(encoding, { ignoreBOM: true });
    this.#normaliser = normalise === 'NFC' ? new StreamComposer() : null;
  }

  /** Text that is ready; the rest comes with later chunks or with `end`. */
  push(bytes: Uint8Array): string {
    if (this.#encoding === 'utf-8') this.repairs.invalidSequences -= this.#countOwnReplacements(bytes);
    const text = this.#clean(this.#decoder.decode(bytes, { stream: true }));
    return this.#normaliser ? this.#normaliser.push(text) : text;
  }

  end(): string {
    const text = this.#clean(this.#decoder.decode());
    return this.#normaliser ? this.#normaliser.push(text) + this.#normaliser.end() : text;
  }

  #clean(decoded: string): string {
    let text = decoded;
    if (text.length === 0) return text;
    if (this.#atStart && text.charCodeAt(0) === 0xfeff) text = text.slice(1);
    this.#atStart = false;
    // ICU maps the two bytes that Big5 leaves undefined to these; the Encoding Standard says U+FFFD.
    if (this.#encoding === 'big5') text = text.replace(/[\x80\uf8f8]/g, '\ufffd');
    this.repairs.invalidSequences += count(text, '\ufffd');
    const nuls = count(text, '\0');
    if (nuls > 0) {
      this.repairs.nulsRemoved += nuls;
      text = text.replaceAll('\0', '');
    }
    return this.#normaliseLineEnds(text);
  }

  #normaliseLineEnds(raw: string): string {
    if (raw.length === 0) return raw;
    const text = this.#afterReturn && raw.startsWith('\n') ? raw.slice(1) : raw;
    this.#afterReturn = raw.endsWith('\r');
    return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  }

  /** Occurrences of EF BF BD that end in this chunk: in UTF-8 they can stand for nothing but U+FFFD itself. */
  #countOwnReplacements(bytes: Uint8Array): number {
    let seen = this.#ownReplacementBytes;
    let found = 0;
    for (let i = 0; i < bytes.length; i++) {
      if (seen === 0) {
        i = bytes.indexOf(0xef, i);
        if (i < 0) break;
        seen = 1;
      } else if (bytes[i] === (seen === 1 ? 0xbf : 0xbd)) {
        if (seen === 2) found++;
        seen = seen === 1 ? 2 : 0;
      } else seen = bytes[i] === 0xef ? 1 : 0;
    }
    this.#ownReplacementBytes = seen;
    return found;
  }
}

function count(text: string, character: string): number {
  let n = 0;
  for (let i = text.indexOf(character); i >= 0; i = text.indexOf(character, i + 1)) n++;
  return n;
}

/** Text without a place to cut that is longer than this is cut all the same, so that memory stays bounded. */
const LONGEST_HELD = 1 << 20;

/**
 * Unicode normalisation form C of a stream. Text is cut before characters that never compose with what precedes them:
 * everything below U+0300, and Han.
 */
class StreamComposer {
  #held: string[] = [];
  #heldLength = 0;

  push(text: string): string {
    if (text.length === 0) return '';
    let cut = text.length - 1;
    while (cut >= 0 && !startsComposition(text.charCodeAt(cut))) cut--;
    if (cut < 0 && this.#heldLength + text.length < LONGEST_HELD) {
      this.#held.push(text);
      this.#heldLength += text.length;
      return '';
    }
    if (cut < 0) cut = text.length - 1;
    if (cut > 0 && isHighSurrogate(text.charCodeAt(cut - 1))) cut--;
    const ready = this.#held.join('') + text.slice(0, cut);
    this.#held = [text.slice(cut)];
    this.#heldLength = text.length - cut;
    return ready.normalize('NFC');
  }

  end(): string {
    const rest = this.#held.join('');
    this.#held = [];
    this.#heldLength = 0;
    return rest.normalize('NFC');
  }
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;

const startsComposition = (unit: number): boolean => unit < 0x300 || (unit >= 0x3400 && unit <= 0x9fff);
