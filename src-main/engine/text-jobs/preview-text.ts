/** The beginning of each source, as the import would read it. */
import type { CorpusPreview } from '#shared/protocol/index.ts';
import { type PreviewSample, previewText, readBeginning } from '#shared/text/preview.ts';
import { textStatistics } from '#shared/text/statistics.ts';
import { readSource, sourceName, sourceSize } from './read-source.ts';
import type { PreviewOrder } from './text-messages.ts';

const MOST_BYTES_OF_ONE = 512 * 1024;
const MOST_BYTES = 4 * 1024 * 1024;
const MOST_SENTENCES = 100;
/** Characters as they stand: of one source, of all together, and of each at least. */
const BEGINNING = { one: 4000, all: 40_000, least: 200 };

export function previewSources({ parts, settings, draw }: PreviewOrder): CorpusPreview {
  const samples: PreviewSample[] = [];
  let bytes = 0;
  let left = MOST_BYTES;
  for (const { source } of parts) {
    const size = sourceSize(source);
    const most = Math.min(MOST_BYTES_OF_ONE, left);
    bytes += size;
    const pieces = most > 0 ? [...readSource(source, most)].map((piece) => Uint8Array.from(piece)) : [];
    const beginning = Buffer.concat(pieces);
    left -= beginning.length;
    if (most > 0) samples.push({ name: sourceName(source), bytes: beginning, cut: beginning.length < size });
  }
  const { sentences, corpus } = previewText(samples, settings, { most: MOST_SENTENCES, draw });
  const { encoding, sentenceRule, vocabulary, streams, counts, warnings } = corpus;
  const characters = Math.min(BEGINNING.one, Math.max(BEGINNING.least, Math.floor(BEGINNING.all / samples.length)));
  return {
    encoding,
    sentenceRule,
    bytes,
    bytesRead: MOST_BYTES - left,
    sources: samples.map((sample) => {
      const { text, ...rest } = readBeginning(sample, settings, characters);
      return { ...rest, beginning: text };
    }),
    sentences,
    counts: counts.train,
    vocabulary: { tokens: vocabulary.tokens, counts: Array.from(vocabulary.counts) },
    statistics: textStatistics([streams.train], vocabulary.size, sentenceRule === 'running'),
    warnings: warnings.map(({ message }) => message),
  };
}
