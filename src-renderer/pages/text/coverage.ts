/** The coverage curve of a text: share of tokens among a vocabulary of k, against k. */
import type { CorpusStatistics } from '#shared/protocol/entities.ts';

type Coverage = CorpusStatistics['coverage'];

/** Between two known sizes, linear in log k. */
export function coveredShare(coverage: Coverage, k: number): number {
  const after = coverage.findIndex((point) => point.k >= k);
  const right = coverage[after] ?? coverage.at(-1);
  const left = coverage[after - 1];
  if (!right) return 0;
  if (!left || right.k <= k || after < 0) return right.share;
  const at = Math.log(k / left.k) / Math.log(right.k / left.k);
  return left.share + at * (right.share - left.share);
}

/** Two significant digits: sizes that people would write. */
export function roundSize(k: number): number {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(k)) - 1);
  return Math.max(4, Math.round(k / power) * power);
}

/** The count at a rank, between two known ranks the later one's: counts only fall. */
export function countAtRank(rankFrequency: CorpusStatistics['rankFrequency'], rank: number): number {
  return (rankFrequency.find((point) => point.rank >= rank) ?? rankFrequency.at(-1))?.count ?? 0;
}
