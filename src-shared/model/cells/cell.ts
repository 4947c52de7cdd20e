/** What a hidden unit is: its activation f, and f's derivative written with the output, as backpropagation wants it. */
export interface Cell {
  /** h = f(s), for one unit. */
  activate(s: number): number;
  /** f'(s), given h = f(s): nothing but the output has to be kept for the backward pass. */
  derivativeFromOutput(h: number): number;
}

/** d *= f'(s), element by element: what lies above the activation becomes what lies below it.   @param h [H], f(s) */
export function multiplyByDerivative(cell: Cell, d: Float64Array, h: Float64Array): void {
  for (let i = 0; i < d.length; i++) d[i]! *= cell.derivativeFromOutput(h[i]!);
}
