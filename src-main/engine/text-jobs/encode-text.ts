/** A text in the ids of a model that did not see it. */
import { CorpusBuilder } from '#shared/text/encode.ts';
import { SENTENCE_END } from '#shared/text/settings.ts';
import { readSource, sourceName } from './read-source.ts';
import type { EncodedForModel, EncodeOrder } from './text-messages.ts';

export function encodeText({ source, settings, tokens }: EncodeOrder): EncodedForModel {
  const builder = new CorpusBuilder(settings);
  builder.beginFile(sourceName(source), 'train');
  for (const piece of readSource(source)) builder.push(piece);
  builder.endFile();
  const { vocabulary, streams, counts } = builder.finish();
  const map = vocabulary.remapTo(tokens);
  let unknown = 0;
  const stream = new Uint32Array(streams.train.length);
  streams.train.forEach((corpusId, i) => {
    const id = corpusId === SENTENCE_END ? map.sentenceEnd : (map.ids[corpusId] ?? map.unknown);
    if (corpusId !== SENTENCE_END && id === map.unknown) unknown++;
    stream[i] = id;
  });
  return { stream, characters: counts.train.characters, unknown };
}
