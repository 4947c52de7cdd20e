/**
 * C of a chunk of examples, in double precision, from the output layer's z and a as the kernels left them:
 *
 *     quadratic                  1/2 sum_j (y_j - a_j)^2
 *     cross-entropy, sigmoid     sum_j ln (1 + e^{z_j}) - y_j z_j
 *     cross-entropy, softmax     sum_j y_j (ln S + maximum - z_j)          S = sum_j e^(z_j - maximum)
 *
 * The weights never depend on these numbers.
 */
import type { MlpShape } from '../contract.ts';

/** Rows of one example each: z, a and y begin at these indices, `softmax` is [maximum, S]. */
export interface OutputRow {
  readonly floats: Float32Array;
  readonly units: number;
  z: number;
  a: number;
  y: number;
  softmax: number;
}

export type RowCost = (row: OutputRow) => number;

export function rowCost({ activations, cost }: MlpShape): RowCost {
  if (cost === 'quadratic') return quadratic;
  return activations[activations.length - 1] === 'softmax' ? categorical : binary;
}

function quadratic({ floats, units, a, y }: OutputRow): number {
  let C = 0;
  for (let j = 0; j < units; j++) C += (floats[y + j]! - floats[a + j]!) ** 2 / 2;
  return C;
}

function binary({ floats, units, z, y }: OutputRow): number {
  let C = 0;
  for (let j = 0; j < units; j++) {
    const z_j = floats[z + j]!;
    C += Math.max(z_j, 0) - floats[y + j]! * z_j + Math.log1p(Math.exp(-Math.abs(z_j)));
  }
  return C;
}

function categorical({ floats, units, z, y, softmax }: OutputRow): number {
  const logSum = floats[softmax]! + Math.log(floats[softmax + 1]!);
  let C = 0;
  for (let j = 0; j < units; j++) {
    const y_j = floats[y + j]!;
    if (y_j !== 0) C += y_j * (logSum - floats[z + j]!);
  }
  return C;
}
