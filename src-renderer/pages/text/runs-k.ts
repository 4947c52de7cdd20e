/** The vocabulary sizes that runs of a text were trained with, for marks on its charts. */
import type { LanguageRun } from '#shared/protocol/entities.ts';

export interface MarkedK {
  readonly k: number;
  readonly runs: readonly LanguageRun[];
}

/** One mark for each size, smallest first. */
export function markedKs(runs: readonly LanguageRun[]): MarkedK[] {
  const byK = Map.groupBy(runs, (run) => run.vocabulary);
  return [...byK].map(([k, its]) => ({ k, runs: its })).sort((a, b) => a.k - b.k);
}
