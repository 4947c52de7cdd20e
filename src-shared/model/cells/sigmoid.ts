/** h = 1 / (1 + e^-s)     dh/ds = h (1 - h) */
import type { Cell } from './cell.ts';

export const sigmoid: Cell = {
  activate: (s) => 1 / (1 + Math.exp(-s)),
  derivativeFromOutput: (h) => h * (1 - h),
};
