/** Says where a loss stands among the n-gram models of the same text. */
import type { Baselines } from '#shared/protocol/index.ts';

const NAMES = ['unigram', 'bigram', 'trigram'] as const;

/** The n-gram models in order, with what is shown of each. */
export const baselineRows = (baselines: Baselines) => NAMES.map((name) => ({ name, ...baselines[name] }));

/** "below bigram, above trigram": the best n-gram model that the loss beats, and the next one that beats it. */
export function comparison(loss: number, baselines: Baselines): string {
  const ranked = baselineRows(baselines).sort((a, b) => b.loss - a.loss);
  const beaten = ranked.filter((row) => loss < row.loss).at(-1);
  const ahead = ranked.find((row) => loss >= row.loss);
  return [beaten && `below ${beaten.name}`, ahead && `above ${ahead.name}`].filter(Boolean).join(', ');
}
