/** What temperature, top-k and top-p make of the next token's distribution: the sampler's own steps, one after another. */
import type { SamplingSettings, TokenScore } from '#shared/protocol/index.ts';
import { applyTemperature } from '#shared/sampling/temperature.ts';
import { keepTopK } from '#shared/sampling/top-k.ts';
import { keepTopP } from '#shared/sampling/top-p.ts';

/** What cut a token off, so that it cannot be drawn. */
export type CutBy = 'never' | 'temperature' | 'top-k' | 'top-p';

export interface DrawnShare extends TokenScore {
  /** How probable it is that this token is drawn, 0 to 1. */
  readonly drawn: number;
  readonly cut: CutBy | null;
}

/** The sampler never draws these. */
const NEVER: readonly string[] = ['<unk>', '<s>'];

/**
 * @param scores the most probable tokens, best first. What is missing of the vocabulary is taken as equally probable.
 * @param shown how many are answered
 */
export function drawnShares(
  scores: readonly TokenScore[],
  vocabulary: number,
  settings: Pick<SamplingSettings, 'temperature' | 'topK' | 'topP'>,
  shown: number,
): DrawnShare[] {
  const weights = new Float64Array(Math.max(vocabulary, scores.length));
  let rest = 1;
  scores.forEach(({ token, probability }, i) => {
    rest -= probability;
    weights[i] = NEVER.includes(token) ? 0 : probability;
  });
  const others = weights.length - scores.length;
  if (others > 0) weights.fill(Math.max(0, rest) / others, scores.length);

  const cuts = scores.slice(0, shown).map(({ token }): CutBy | null => (NEVER.includes(token) ? 'never' : null));
  const step = (by: CutBy, apply: () => void): void => {
    apply();
    cuts.forEach((cut, i) => {
      if (cut === null && weights[i] === 0) cuts[i] = by;
    });
  };
  step('temperature', () => applyTemperature(weights, settings.temperature));
  const { topK, topP } = settings;
  if (topK !== null) step('top-k', () => keepTopK(weights, topK));
  if (topP !== null) step('top-p', () => keepTopP(weights, topP));

  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return scores
    .slice(0, shown)
    .map((score, i) => ({ ...score, drawn: total > 0 ? weights[i]! / total : 0, cut: cuts[i] ?? null }));
}
