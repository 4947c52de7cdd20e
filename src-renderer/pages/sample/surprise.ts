/**
 * The scale of surprise, fixed for a model: surprise of a token = -ln p, in nats. A blind guess among all K tokens is
 * surprised by ln K. The first BELOW_BLIND steps divide 0 to ln K evenly; the last one begins there.
 */
import type { ScoredToken } from '#shared/protocol/entities.ts';

export const BELOW_BLIND = 6;

/** How much of the tint's colour is in the background of each step, percent; dark ink stays readable on all. */
export const TINTS = [0, 8, 16, 24, 32, 41, 50] as const;

/** Infinite when the model thought it impossible. */
export const surpriseOf = ({ probability }: Pick<ScoredToken, 'probability'>): number => 0 - Math.log(probability);

/** Nats of one step. */
export const stepSize = (vocabulary: number): number => Math.log(Math.max(2, vocabulary)) / BELOW_BLIND;

/** 0: expected, to BELOW_BLIND: no better than a blind guess. */
export function surpriseStep(nats: number, vocabulary: number): number {
  return Math.max(0, Math.min(BELOW_BLIND, Math.floor(nats / stepSize(vocabulary))));
}

/** The index of the token that surprised most; null without tokens. */
export function mostSurprising(tokens: readonly ScoredToken[]): number | null {
  let most: number | null = null;
  tokens.forEach(({ probability }, i) => {
    if (most === null || probability < tokens[most]!.probability) most = i;
  });
  return most;
}
