/** h = max(0, s)     dh/ds = 1 where h > 0, else 0 (at the kink too) */
import type { Cell } from './cell.ts';

export const relu: Cell = {
  // s <= 0 is false for NaN, which therefore stays visible.
  activate: (s) => (s <= 0 ? 0 : s),
  derivativeFromOutput: (h) => (h > 0 ? 1 : 0),
};
