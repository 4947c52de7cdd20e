/** Which classes are taken for which. */
import { predictedClass } from '#shared/training/mlp/evaluation.ts';

/** Row: the class, column: the predicted one. */
export interface Confusion {
  readonly classes: number;
  /** [C, C] */
  readonly counts: readonly number[];
}

/** @param outputs [N, S_L]   @param actual [N] */
export function countConfusion(outputs: ArrayLike<number>, units: number, actual: readonly number[], classes: number) {
  const counts = new Array<number>(classes ** 2).fill(0);
  actual.forEach((c, i) => counts[c * classes + predictedClass(outputs, i * units, units)]!++);
  return { classes, counts } satisfies Confusion;
}

export interface ClassFigures {
  readonly examples: number;
  readonly right: number;
  /** Of its examples, the share that is predicted as it; NaN without any. */
  readonly recall: number;
  /** Of what is predicted as it, the share that is; NaN when nothing is. */
  readonly precision: number;
}

export function classFigures({ classes, counts }: Confusion, c: number): ClassFigures {
  let [examples, predicted] = [0, 0];
  for (let other = 0; other < classes; other++) {
    examples += counts[c * classes + other]!;
    predicted += counts[other * classes + c]!;
  }
  const right = counts[c * classes + c]!;
  return { examples, right, recall: right / examples, precision: right / predicted };
}

/** @returns how many are right, of how many */
export function rightOf({ classes, counts }: Confusion): { readonly right: number; readonly of: number } {
  let right = 0;
  for (let c = 0; c < classes; c++) right += counts[c * classes + c]!;
  return { right, of: counts.reduce((sum, count) => sum + count, 0) };
}
