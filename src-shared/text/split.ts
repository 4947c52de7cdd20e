/** Which sentence, or which stretch of running text, is for training, validation and testing. */
import { Random, shuffle } from '../random.ts';
import type { Split, TextSettings } from './settings.ts';
import { SPLITS } from './settings.ts';

export type PartSizes = Readonly<Record<Split, number>>;

/**
 * How many of n items each part gets: the shares, rounded. A part whose share is above 0 gets at least one item as long
 * as there are enough, training first, then validation.
 */
export function partSizes(n: number, shares: TextSettings['split']): PartSizes {
  const rounded = (share: number, least: number): number =>
    share > 0 ? Math.max(Math.round((n * share) / 100), least) : 0;
  let validation = Math.min(rounded(shares.validation, 1), Math.max(0, n - 1));
  let test = Math.min(rounded(shares.test, 1), Math.max(0, n - 1 - Math.min(validation, 1)));
  // Rounding both up can leave nothing for training.
  while (validation + test >= n && validation + test > 0) {
    if (test > 1 || validation <= 1) test--;
    else validation--;
  }
  return { train: n - validation - test, validation, test };
}

/** [n] an index into SPLITS for each sentence: a random choice of exactly `partSizes`; the same seed chooses the same. */
export function assignSplits(n: number, shares: TextSettings['split'], seed: number): Uint8Array {
  const sizes = partSizes(n, shares);
  const order = Uint32Array.from({ length: n }, (_, i) => i);
  shuffle(order, new Random(seed));
  const parts = new Uint8Array(n).fill(SPLITS.indexOf('train'));
  order.subarray(0, sizes.validation).forEach((i) => (parts[i] = SPLITS.indexOf('validation')));
  order.subarray(sizes.validation, sizes.validation + sizes.test).forEach((i) => (parts[i] = SPLITS.indexOf('test')));
  return parts;
}
