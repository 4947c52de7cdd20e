/** A corpus as one JSON object. */
import type { Corpus } from '#shared/protocol/index.ts';

export const corpusFields = (corpus: Corpus) => ({
  corpus: corpus.id,
  name: corpus.name,
  origin: corpus.origin,
  createdAt: new Date(corpus.createdAt).toISOString(),
  bytes: corpus.bytes,
  encoding: corpus.encoding,
  sentences: corpus.sentenceRule,
  tokens: corpus.settings.tokens,
  types: corpus.types,
  counts: corpus.counts,
  warnings: corpus.warnings,
  tags: corpus.tags,
  notes: corpus.notes,
  archived: corpus.archived,
  floor: corpus.floor,
});
