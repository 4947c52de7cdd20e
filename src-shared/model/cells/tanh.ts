/** h = tanh(s)     dh/ds = 1 - h^2 */
import type { Cell } from './cell.ts';

export const tanh: Cell = {
  activate: (s) => Math.tanh(s),
  derivativeFromOutput: (h) => 1 - h * h,
};
