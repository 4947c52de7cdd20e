/** The beginning of each source, as the import would read it. */
import type { CorpusPreview } from '#shared/protocol/index.ts';
import { type PreviewSample, previewText } from '#shared/text/preview.ts';
import { coverageSizes } from '#shared/text/statistics.ts';
import { unknownShare } from '#shared/text/vocabulary.ts';
import { readSource, sourceName, sourceSize } from './read-source.ts';
import type { PreviewOrder } from './text-messages.ts';

const MOST_BYTES_OF_ONE = 512 * 1024;
const MOST_BYTES = 4 * 1024 * 1024;
const MOST_SENTENCES = 100;

export function previewSources(order: PreviewOrder): CorpusPreview {
  const { parts, settings, vocabularySize, minimumCount } = order;
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
  const { sentences, corpus } = previewText(samples, settings, MOST_SENTENCES);
  const { vocabulary, streams, counts } = corpus;
  const K = vocabulary.effectiveSize({ size: vocabularySize, minimumCount });
  const sizes = coverageSizes(vocabulary.size);
  const shares = vocabulary.coverage(sizes);
  return {
    encoding: corpus.encoding,
    sentenceRule: corpus.sentenceRule,
    bytes,
    partial: samples.length < parts.length || samples.some(({ cut }) => cut),
    sentences: sentences.map((tokens, index) => ({
      number: index + 1,
      tokens,
      unknown: tokens.map((token) => !isKnown(vocabulary.id(token), K)),
    })),
    counts: counts.train,
    types: vocabulary.size,
    seenOnce: vocabulary.counts.reduce((n, count, id) => (id > 2 && count === 1 ? n + 1 : n), 0),
    unknownShare: unknownShare(streams.train, K),
    coverage: sizes.map((k, i) => ({ k, share: shares[i] ?? 0 })),
    warnings: corpus.warnings.map(({ message }) => message),
  };
}

const isKnown = (id: number, K: number): boolean => id > 0 && id < K;
