/** What an import will give, shown while its settings change: the beginnings of the files, read as the import reads them. */
import { Random } from '../random.ts';
import { CorpusBuilder } from './encode.ts';
import type { EncodedCorpus } from './encoded-corpus.ts';
import { FileDecoder } from './file-decoder.ts';
import { type Encoding, SENTENCE_END, type TextSettings } from './settings.ts';

export interface PreviewSample {
  /** For messages. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The bytes are the file's beginning only. */
  readonly cut: boolean;
}

export interface ShownSentence {
  /** From 1, among those that were read. */
  readonly number: number;
  /** Of the corpus' vocabulary, without the end. */
  readonly ids: readonly number[];
}

export interface TextPreview {
  readonly sentences: readonly ShownSentence[];
  /** The samples as one training part: encoding, rule, vocabulary, counts, warnings. */
  readonly corpus: EncodedCorpus;
}

/** Which sentences, or lines of running text, are shown. */
export interface ShownChoice {
  readonly most: number;
  /** Seed of a drawing from all that were read; null: the first ones. */
  readonly draw: number | null;
}

/** @throws TextError as the import of the same bytes would */
export function previewText(
  samples: readonly PreviewSample[],
  settings: TextSettings,
  { most, draw }: ShownChoice,
): TextPreview {
  const builder = new CorpusBuilder(settings);
  for (const { name, bytes, cut } of samples) {
    builder.beginFile(name, 'train');
    builder.push(bytes);
    builder.endFile(cut);
  }
  const corpus = builder.finish();
  const { streams, vocabulary } = corpus;
  const ends = sentenceEnds(streams.train, vocabulary.id('\n'));
  const sentences = chosen(ends.length, most, draw).map((index) => {
    const { begin, end } = ends[index]!;
    return { number: index + 1, ids: Array.from(streams.train.subarray(begin, end)) };
  });
  return { sentences, corpus };
}

/** Of all sentences, or lines, that have tokens. */
function sentenceEnds(stream: Uint32Array, lineBreak: number): { readonly begin: number; readonly end: number }[] {
  const found: { begin: number; end: number }[] = [];
  let begin = 0;
  stream.forEach((id, end) => {
    if (id !== SENTENCE_END && (id !== lineBreak || lineBreak === 0)) return;
    if (end > begin) found.push({ begin, end });
    begin = end + 1;
  });
  return found;
}

/** Indices below n in rising order, at most so many of them. */
function chosen(n: number, most: number, draw: number | null): number[] {
  const first = Array.from({ length: Math.min(n, most) }, (_, i) => i);
  if (draw === null || n <= most) return first;
  const random = new Random(draw);
  const drawn = new Set<number>();
  while (drawn.size < most) drawn.add(random.below(n));
  return [...drawn].sort((a, b) => a - b);
}

export interface Beginning {
  /** null: there are no bytes. */
  readonly encoding: Encoding | null;
  readonly invalidSequences: number;
  readonly text: string;
  readonly more: boolean;
}

/** The first characters of a sample as they stand, and how well its bytes fit the encoding. */
export function readBeginning({ name, bytes, cut }: PreviewSample, settings: TextSettings, most: number): Beginning {
  let text = '';
  let more = cut;
  const decoder = new FileDecoder(name, settings, (piece) => {
    more ||= text.length + piece.length > most;
    if (text.length < most) text += piece.slice(0, most - text.length);
  });
  decoder.push(bytes);
  decoder.end(cut);
  // half a character at the end is none
  return {
    encoding: decoder.encoding,
    invalidSequences: decoder.repairs.invalidSequences,
    text: /[\ud800-\udbff]$/.test(text) ? text.slice(0, -1) : text,
    more,
  };
}
