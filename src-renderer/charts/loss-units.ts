/** The three units in which a loss is read, all from nats per predicted token. */
export const LOSS_UNITS = ['nats', 'perplexity', 'bits'] as const;
export type LossUnit = (typeof LOSS_UNITS)[number];

/** @param bitsPerNat bits per character for one nat per token: predicted tokens / characters / ln 2 */
export function inUnit(nats: number, unit: LossUnit, bitsPerNat: number): number {
  if (unit === 'perplexity') return Math.exp(nats);
  return unit === 'bits' ? nats * bitsPerNat : nats;
}

/** From an evaluation, which knows both. */
export const bitsPerNat = ({ loss, bitsPerCharacter }: { loss: number; bitsPerCharacter: number }): number =>
  loss > 0 ? bitsPerCharacter / loss : NaN;
