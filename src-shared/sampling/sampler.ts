/** Draws tokens from distributions: excluded tokens, temperature, top-k, top-p, then the inverse of the cumulative sum. */
import { Random } from '../random.ts';
import type { SamplingSettings } from './settings.ts';
import { applyTemperature } from './temperature.ts';
import { keepTopK } from './top-k.ts';
import { keepTopP } from './top-p.ts';

/** The model gives no probability to any token that may be drawn, or one that is no number. */
export class NothingToDraw extends Error {
  constructor() {
    super('No token can be drawn: the model gives no probability to any token that may be drawn.');
  }
}

export interface Sampler {
  /**
   * Draws one token; the distribution is not changed.
   * @param distribution [K], the model's y_t
   * @throws NothingToDraw
   */
  draw(distribution: Float32Array): number;
}

/**
 * The same settings, seed and distributions give the same tokens.
 * @param excluded ids that are never drawn, for example those of `<s>` and `<unk>`
 */
export function createSampler(settings: SamplingSettings, seed: number, excluded: readonly number[]): Sampler {
  const random = new Random(seed);
  let weights = new Float64Array(0);
  return {
    draw(distribution) {
      if (weights.length !== distribution.length) weights = new Float64Array(distribution.length);
      weights.set(distribution);
      for (const id of excluded) weights[id] = 0;
      applyTemperature(weights, settings.temperature);
      if (settings.topK !== null) keepTopK(weights, settings.topK);
      if (settings.topP !== null) keepTopP(weights, settings.topP);
      return drawByWeight(weights, random.next());
    },
  };
}

/** @param weights [K], not negative, not all zero   @param u in [0, 1) */
function drawByWeight(weights: Float64Array, u: number): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0 && total < Infinity)) throw new NothingToDraw();
  let left = u * total;
  let last = 0;
  for (let k = 0; k < weights.length; k++) {
    const weight = weights[k]!;
    if (weight === 0) continue;
    last = k;
    left -= weight;
    if (left < 0) return k;
  }
  // Rounding used up the sum a hair too early: the last token that can be drawn.
  return last;
}
