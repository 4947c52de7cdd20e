/** The network's answers over a part of the plane, and the lines along which they change sides. */
import type { Weights } from '#shared/model/mlp/backpropagation.ts';
import { emptyPass, feedforward } from '#shared/model/mlp/backpropagation.ts';
import type { Perceptron } from '#shared/model/mlp/network.ts';
import { extent, type Range } from '../../charts/ranges.ts';

/** What is seen of x_1 (to the right) and x_2 (upwards). */
export interface PlaneView {
  readonly x1: Range;
  readonly x2: Range;
}

/** All points with some air around them; square where both have the same unit, so that circles are round. */
export function viewOf(inputs: ArrayLike<number>, isometric: boolean): PlaneView {
  const column = (k: number): Range => {
    const values = Array.from({ length: inputs.length / 2 }, (_, i) => inputs[2 * i + k]!);
    const { min, max } = extent(values) ?? { min: -1, max: 1 };
    return max > min ? { min, max } : { min: min - 1, max: max + 1 };
  };
  const [a, b] = [column(0), column(1)];
  const half = (range: Range): number => ((range.max - range.min) / 2) * 1.14;
  const around = ({ min, max }: Range, h: number): Range => ({ min: (min + max) / 2 - h, max: (min + max) / 2 + h });
  const most = Math.max(half(a), half(b));
  return { x1: around(a, isometric ? most : half(a)), x2: around(b, isometric ? most : half(b)) };
}

/** a^L at the corners of n x n cells of the plane: [(n + 1)^2, S_L], rows from the top. */
export interface PlaneAnswers {
  readonly n: number;
  readonly units: number;
  readonly outputs: Float32Array;
}

/** So many cells that it takes a moment at most. @param work multiplications that may be spent */
export const cellsFor = (weights: number, work: number): number =>
  Math.max(16, Math.min(112, Math.floor(Math.sqrt(work / Math.max(1, weights)))));

export function answersOver(network: Perceptron, weights: Weights, { x1, x2 }: PlaneView, n: number): PlaneAnswers {
  const units = network.layers[network.L]!;
  const outputs = new Float32Array((n + 1) ** 2 * units);
  const pass = emptyPass(network);
  const x = new Float64Array(2);
  for (let row = 0; row <= n; row++) {
    x[1] = x2.max - ((x2.max - x2.min) * row) / n;
    for (let column = 0; column <= n; column++) {
      x[0] = x1.min + ((x1.max - x1.min) * column) / n;
      outputs.set(feedforward(network, weights, x, pass).a[network.L]!, (row * (n + 1) + column) * units);
    }
  }
  return { n, units, outputs };
}

/** How far an answer is on a class's side: 0 on the border to the others. One unit says 1 from one half on. */
export function margin(outputs: ArrayLike<number>, at: number, units: number, c: number): number {
  if (units === 1) return (outputs[at]! - 0.5) * (c === 1 ? 1 : -1);
  let other = -Infinity;
  for (let j = 0; j < units; j++) if (j !== c) other = Math.max(other, outputs[at + j]!);
  return outputs[at + c]! - other;
}

/** The borders between classes, from (x, y) to (x, y), 0 to 1 from the top left; each once. */
export function borders(answers: PlaneAnswers): readonly number[] {
  const { units, n, outputs } = answers;
  // with two classes the border of one is the border of the other
  const classes = units <= 2 ? [units - 1] : Array.from({ length: units }, (_, c) => c);
  const lines: number[] = [];
  const field = new Float32Array((n + 1) ** 2);
  for (const c of classes) {
    for (let i = 0; i < field.length; i++) field[i] = margin(outputs, i * units, units, c);
    zeroLines(field, n, lines);
  }
  return lines;
}

/** Marching squares: appends the line segments on which a field of (n + 1)^2 corners is 0. */
export function zeroLines(field: Float32Array, n: number, lines: number[]): void {
  for (let row = 0; row < n; row++) {
    for (let column = 0; column < n; column++) {
      const at = row * (n + 1) + column;
      const corners = [field[at]!, field[at + 1]!, field[at + n + 2]!, field[at + n + 1]!] as const;
      const crossings: number[] = [];
      for (let edge = 0; edge < 4; edge++) {
        const [a, b] = [corners[edge]!, corners[(edge + 1) % 4]!];
        if (a >= 0 === b >= 0) continue;
        const share = a / (a - b);
        const [x, y] = [
          [share, 0],
          [1, share],
          [1 - share, 1],
          [0, 1 - share],
        ][edge] as [number, number];
        crossings.push((column + x) / n, (row + y) / n);
      }
      lines.push(...crossings);
    }
  }
}
