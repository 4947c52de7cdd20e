import { describe, expect, it } from 'vitest';
import { Random } from '#shared/random.ts';
import { SENTENCE_END } from '#shared/text/settings.ts';
import { coverageSizes, textStatistics } from '#shared/text/statistics.ts';

const TYPES = 1500;

/** Sentences of 1 to about `longest` ids, the low ones frequent; some types never occur, some once. */
function sentences(count: number, longest: number, seed: number): number[][] {
  const random = new Random(seed);
  const id = (): number => 3 + Math.floor((TYPES - 3) ** random.next()) - 1;
  return Array.from({ length: count }, () => Array.from({ length: 1 + random.below(longest) }, id));
}
const stream = (list: readonly (readonly number[])[]): Uint32Array =>
  Uint32Array.from(list.flatMap((sentence) => [...sentence, SENTENCE_END]));

const parts = [sentences(800, 30, 1), sentences(90, 30, 2), sentences(75, 30, 3)];
const all = parts.flat();
const tokens = all.flat();
const statistics = textStatistics(parts.map(stream), TYPES, false);

describe('the statistics of a text', () => {
  it('rank every word by its count', () => {
    const counts = new Map<number, number>();
    for (const id of tokens) counts.set(id, (counts.get(id) ?? 0) + 1);
    const ranked = [...counts.values()].sort((a, b) => b - a);
    const { rankFrequency, seenOnce } = statistics;
    for (const { rank, count } of rankFrequency) expect(count).toBe(ranked[rank - 1]);
    const ranks = rankFrequency.map(({ rank }) => rank);
    expect(ranks.slice(0, 5)).toEqual([1, 2, 3, 4, 5]);
    expect(ranks.at(-1)).toBe(ranked.length);
    expect(ranks.every((rank, i) => i === 0 || rank > (ranks[i - 1] ?? 0))).toBe(true);
    expect(ranks.length).toBeGreaterThan(100);
    expect(ranks.length).toBeLessThanOrEqual(200);
    expect(seenOnce).toBe(ranked.filter((count) => count === 1).length);
    expect(seenOnce).toBeGreaterThan(0);
  });

  it('tell the share of the tokens that a vocabulary covers', () => {
    for (const { k, share } of statistics.coverage)
      expect(share).toBeCloseTo(tokens.filter((id) => id < k).length / tokens.length, 12);
    expect(statistics.coverage[0]?.k).toBe(4);
    expect(statistics.coverage.at(-1)).toEqual({ k: TYPES, share: 1 });
    expect(coverageSizes(4)).toEqual([4]);
    expect(coverageSizes(6)).toEqual([4, 5, 6]);
  });

  it('count an unknown word of the text as never covered', () => {
    const { coverage, rankFrequency } = textStatistics([Uint32Array.of(0, 3, 4, 3, 2)], 5, false);
    expect(coverage).toEqual([
      { k: 4, share: 0.5 },
      { k: 5, share: 0.75 },
    ]);
    expect(rankFrequency.map(({ count }) => count)).toEqual([2, 1]);
  });

  it('count sentences by their length', () => {
    const lengths = all.map((sentence) => sentence.length).sort((a, b) => a - b);
    const middle = lengths.slice(Math.ceil(lengths.length / 2) - 1, Math.floor(lengths.length / 2) + 1);
    expect(statistics.meanLength).toBeCloseTo(tokens.length / lengths.length, 12);
    expect(statistics.medianLength).toBe(middle.reduce((a, b) => a + b) / middle.length);
    expect(statistics.longest).toBe(Math.max(...lengths));
    expect(statistics.lengths).toHaveLength(30);
    for (const { from, to, sentences: n } of statistics.lengths) {
      expect(to).toBe(from);
      expect(n).toBe(lengths.filter((length) => length === from).length);
    }
  });

  it('put long sentences into wider bins, the last one open to the longest', () => {
    const long = [...sentences(500, 70, 4), ...sentences(3, 4000, 5)];
    const { lengths, longest } = textStatistics([stream(long)], TYPES, false);
    expect(lengths.length).toBe(40);
    expect(lengths[0]).toMatchObject({ from: 1, to: 2 });
    expect(lengths.at(-1)).toMatchObject({ from: 79, to: longest });
    for (const { from, to, sentences: n } of lengths)
      expect(n).toBe(long.filter(({ length }) => length >= from && length <= to).length);
    const forty = textStatistics([stream([new Array<number>(41).fill(3), [3]])], 4, false);
    expect(forty.lengths.reduce((n, bin) => n + bin.sentences, 0)).toBe(2);
    expect(forty.lengths.at(-1)?.to).toBe(41);
  });

  it('of running text have no sentences; of a median between two, the mean', () => {
    const running = textStatistics([Uint32Array.of(3, 4, 3, 2)], 5, true);
    expect(running).toMatchObject({ lengths: [], meanLength: 0, medianLength: 0, longest: 0, seenOnce: 1 });
    expect(textStatistics([stream([[3], [3, 4, 3, 4]])], 5, false).medianLength).toBe(2.5);
  });
});
