/** Read tokens, a division and a table of types to the corpus that is stored and trained on. */
import type { Division } from './division.ts';
import type { GrowingIds } from './growing-ids.ts';
import type { Encoding, SentenceRule, Split } from './settings.ts';
import { SENTENCE_END, SPECIAL_TOKENS, SPLITS, UNK } from './settings.ts';
import type { TextWarning } from './warnings.ts';
import { Vocabulary } from './vocabulary.ts';

export interface SplitCounts {
  /** Running text counts as one. */
  readonly sentences: number;
  /** Without the sentence ends. */
  readonly tokens: number;
  /** Unicode code points of the normalised text, white space and line breaks included. */
  readonly characters: number;
}

export interface EncodedCorpus {
  readonly vocabulary: Vocabulary;
  /** Corpus ids in the text's order; every sentence, or the running text as a whole, is followed by SENTENCE_END. */
  readonly streams: Readonly<Record<Split, Uint32Array>>;
  readonly counts: Readonly<Record<Split, SplitCounts>>;
  /** What `auto` turned out to be; of the first file, if there are several. */
  readonly encoding: Encoding;
  readonly sentenceRule: SentenceRule;
  /** Tokens of the longest sentence, without its end. */
  readonly longestSentence: number;
  readonly warnings: readonly TextWarning[];
}

/**
 * @param ids provisional: types in order of first appearance, SENTENCE_END after each sentence of a text that has any
 * @param types by provisional id
 */
export function encodeCorpus(
  ids: GrowingIds,
  types: readonly string[],
  division: Division,
): Pick<EncodedCorpus, 'vocabulary' | 'streams' | 'counts' | 'longestSentence'> {
  const trainCounts = new Uint32Array(types.length);
  const lengths = { train: 0, validation: 0, test: 0 };
  const lastIds: Partial<Record<Split, number>> = {};
  forEachRange(division, (begin, end, split) => {
    lengths[split] += end - begin;
    lastIds[split] = ids.at(end - 1);
    if (split === 'train') for (let i = begin; i < end; i++) trainCounts[ids.at(i)]!++;
  });
  const { vocabulary, rankOf } = rank(types, trainCounts);

  const stream = (split: Split): Uint32Array => {
    // Running text has no sentence end of its own.
    const missing = lengths[split] > 0 && lastIds[split] !== SENTENCE_END ? 1 : 0;
    return new Uint32Array(lengths[split] + missing).fill(SENTENCE_END);
  };
  const streams = { train: stream('train'), validation: stream('validation'), test: stream('test') };
  const filled = { train: 0, validation: 0, test: 0 };
  forEachRange(division, (begin, end, split) => {
    const out = streams[split];
    let to = filled[split];
    for (let i = begin; i < end; i++) out[to++] = rankOf[ids.at(i)]!;
    filled[split] = to;
  });
  vocabulary.counts[SENTENCE_END] = countOf(streams.train, SENTENCE_END);

  const count = (split: Split): SplitCounts => {
    const sentences = countOf(streams[split], SENTENCE_END);
    return { sentences, tokens: streams[split].length - sentences, characters: division.characters[split] };
  };
  const counts = { train: count('train'), validation: count('validation'), test: count('test') };
  return { vocabulary, streams, counts, longestSentence: longestSentence(Object.values(streams)) };
}

function forEachRange(division: Division, visit: (begin: number, end: number, split: Split) => void): void {
  let begin = 0;
  division.ends.forEach((end, range) => {
    visit(begin, end, SPLITS[division.parts[range]!]!);
    begin = end;
  });
}

/** By falling count in training; ties stay in the order of first appearance, which is that of the provisional ids. */
function rank(types: readonly string[], trainCounts: Uint32Array): { vocabulary: Vocabulary; rankOf: Uint32Array } {
  const first = SPECIAL_TOKENS.length;
  const order = Uint32Array.from({ length: types.length }, (_, id) => id);
  order.subarray(first).sort((a, b) => trainCounts[b]! - trainCounts[a]! || a - b);
  const rankOf = new Uint32Array(types.length);
  order.forEach((id, rank) => (rankOf[id] = rank));
  const counts = Uint32Array.from(order, (id) => (id < first && id !== UNK ? 0 : trainCounts[id]!));
  return {
    vocabulary: new Vocabulary(
      Array.from(order, (id) => types[id]!),
      counts,
    ),
    rankOf,
  };
}

function countOf(stream: Uint32Array, id: number): number {
  let n = 0;
  for (const x of stream) if (x === id) n++;
  return n;
}

function longestSentence(streams: readonly Uint32Array[]): number {
  let longest = 0;
  for (const stream of streams)
    for (let begin = 0, end; (end = stream.indexOf(SENTENCE_END, begin)) >= 0; begin = end + 1)
      longest = Math.max(longest, end - begin);
  return longest;
}
