/** What a text's plots are drawn from: ranks and counts, coverage, lengths of sentences. Exact, over all its parts. */
import { SENTENCE_END, SPECIAL_TOKENS } from './settings.ts';

export interface TextStatistics {
  /** Counts by rank, special tokens left out; rank 1 is the most frequent. Each rank at first, then ever fewer. */
  readonly rankFrequency: readonly { readonly rank: number; readonly count: number }[];
  /** Share of the tokens that the first k of the vocabulary cover, special tokens included in k; 0 to 1. */
  readonly coverage: readonly { readonly k: number; readonly share: number }[];
  /** Sentences by their tokens, without the end: `from` to `to`, both included; the last one up to the longest. */
  readonly lengths: readonly { readonly from: number; readonly to: number; readonly sentences: number }[];
  readonly meanLength: number;
  readonly medianLength: number;
  readonly longest: number;
  /** Types that occur once. */
  readonly seenOnce: number;
}

const MOST_RANKS = 200;
const MOST_BINS = 40;
/** The bins are as wide as it takes for so many of the sentences to lie before the last one. */
const SHARE_BEFORE_LAST = 0.95;
/** About four sizes for each doubling. */
const COVERAGE_STEP = 2 ** 0.25;

/**
 * @param streams ids by falling count in training, each sentence ended by SENTENCE_END   @param types K of the text
 * @param running the text has no sentences: lengths are left out
 */
export function textStatistics(streams: readonly Uint32Array[], types: number, running: boolean): TextStatistics {
  const counts = new Uint32Array(types);
  for (const stream of streams) for (const id of stream) counts[id]!++;
  const words = counts.slice(SPECIAL_TOKENS.length);
  const ranked = words.toSorted().reverse();
  const used = ranked.filter((count) => count > 0).length;
  return {
    rankFrequency: logSpaced(used, MOST_RANKS).map((rank) => ({ rank, count: ranked[rank - 1]! })),
    coverage: coverage(counts),
    ...sentenceLengths(running ? [] : streams),
    seenOnce: ranked.reduce((n, count) => (count === 1 ? n + 1 : n), 0),
  };
}

/** Sizes of a vocabulary for which the coverage is told, up to all types. */
export function coverageSizes(types: number): number[] {
  const sizes: number[] = [];
  for (let k = SPECIAL_TOKENS.length + 1; k < types; k *= COVERAGE_STEP)
    if (Math.round(k) !== sizes.at(-1) && Math.round(k) < types) sizes.push(Math.round(k));
  return [...sizes, types];
}

/** A literal `<unk>` of the text is never covered. */
function coverage(counts: Uint32Array): TextStatistics['coverage'] {
  const total = counts.reduce((sum, count, id) => (id === SENTENCE_END ? sum : sum + count), 0);
  let k: number = SPECIAL_TOKENS.length;
  let covered = 0;
  return coverageSizes(counts.length).map((size) => {
    for (; k < size; k++) covered += counts[k]!;
    return { k: size, share: total > 0 ? covered / total : 0 };
  });
}

/** 1, 2, 3 …, then growing by a constant factor, to n; at most about `most`. */
function logSpaced(n: number, most: number): number[] {
  const ranks: number[] = [];
  const factor = n ** (1 / (most - 1));
  for (let rank = 1; rank < n; rank = Math.max(rank + 1, Math.round(rank * factor))) ranks.push(rank);
  return n > 0 ? [...ranks, n] : [];
}

function sentenceLengths(
  streams: readonly Uint32Array[],
): Pick<TextStatistics, 'lengths' | 'meanLength' | 'medianLength' | 'longest'> {
  const found: number[] = [];
  for (const stream of streams)
    for (let begin = 0, end; (end = stream.indexOf(SENTENCE_END, begin)) >= 0; begin = end + 1) found.push(end - begin);
  const sorted = Uint32Array.from(found).sort();
  const n = sorted.length;
  if (n === 0) return { lengths: [], meanLength: 0, medianLength: 0, longest: 0 };
  const longest = sorted[n - 1]!;
  const sum = sorted.reduce((a, b) => a + b, 0);
  const median = (sorted[(n - 1) >> 1]! + sorted[n >> 1]!) / 2;
  return { lengths: histogram(sorted), meanLength: sum / n, medianLength: median, longest };
}

/** @param sorted lengths, at least one */
function histogram(sorted: Uint32Array): TextStatistics['lengths'] {
  const longest = sorted.at(-1)!;
  const usual = sorted[Math.ceil(SHARE_BEFORE_LAST * sorted.length) - 1]!;
  const width = longest <= MOST_BINS ? 1 : roundWidth(usual / (MOST_BINS - 1));
  const bins = Math.min(MOST_BINS, Math.ceil(longest / width));
  const sentences = new Uint32Array(bins);
  for (const length of sorted) sentences[Math.min(bins, Math.max(1, Math.ceil(length / width))) - 1]!++;
  return Array.from(sentences, (count, bin) => ({
    from: bin * width + 1,
    to: bin + 1 < bins ? (bin + 1) * width : longest,
    sentences: count,
  }));
}

/** The smallest of 1, 2, 5, 10, 20, 50 … that is no smaller. */
function roundWidth(least: number): number {
  for (let ten = 1; ; ten *= 10) for (const digit of [1, 2, 5]) if (ten * digit >= least) return ten * digit;
}
