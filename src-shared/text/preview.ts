/** What an import will give, shown while its settings change: the beginnings of the files, read as the import reads them. */
import { CorpusBuilder } from './encode.ts';
import type { EncodedCorpus } from './encoded-corpus.ts';
import { SENTENCE_END, type TextSettings } from './settings.ts';

export interface PreviewSample {
  /** For messages. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The bytes are the file's beginning only. */
  readonly cut: boolean;
}

export interface TextPreview {
  /** The first sentences, or lines of running text. */
  readonly sentences: readonly (readonly string[])[];
  /** The samples as one training part: encoding, rule, vocabulary, counts, warnings. */
  readonly corpus: EncodedCorpus;
}

/** @param limit most sentences   @throws TextError as the import of the same bytes would */
export function previewText(samples: readonly PreviewSample[], settings: TextSettings, limit: number): TextPreview {
  const builder = new CorpusBuilder(settings);
  for (const { name, bytes, cut } of samples) {
    builder.beginFile(name, 'train');
    builder.push(bytes);
    builder.endFile(cut);
  }
  const corpus = builder.finish();
  const sentences: string[][] = [];
  let sentence: string[] = [];
  for (const id of corpus.streams.train) {
    if (sentences.length >= limit) break;
    const token = corpus.vocabulary.tokens[id]!;
    if (id !== SENTENCE_END && token !== '\n') sentence.push(token);
    else if (sentence.length > 0) {
      sentences.push(sentence);
      sentence = [];
    }
  }
  return { sentences, corpus };
}
