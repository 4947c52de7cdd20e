/** The factors that stand in the four equations for one unit of one example. */
import type { MlpShape } from '#shared/kernels/mlp/contract.ts';
import { ACTIVATIONS } from '#shared/model/mlp/activations.ts';
import type { Weights } from '#shared/model/mlp/backpropagation.ts';
import type { WorkedExample } from '#shared/model/mlp/worked-example.ts';

/** f'(z^l_j), written with a; NaN for softmax, which couples the units of its layer. */
function derivativeAt({ activations }: MlpShape, { a }: WorkedExample, layer: number, j: number): number {
  const name = activations[layer - 1]!;
  return name === 'softmax' ? NaN : ACTIVATIONS[name].derivativeFromOutput(a[layer]![j]!);
}

/** (BP1) delta^L_j: `difference` a - y, times `derivative`; null: the cross-entropy has cancelled it. */
export interface OutputErrorNumbers {
  readonly difference: number;
  readonly derivative: number | null;
  readonly delta: number;
}

export function outputErrorNumbers(shape: MlpShape, worked: WorkedExample, j: number): OutputErrorNumbers {
  const L = shape.activations.length;
  return {
    difference: worked.a[L]![j]! - worked.y[j]!,
    derivative: shape.cost === 'quadratic' ? derivativeAt(shape, worked, L, j) : null,
    delta: worked.delta[L]![j]!,
  };
}

/** (BP2) delta^l_j: the errors of the layer above, each times the weight it came through, times f'(z). */
export interface HiddenErrorNumbers {
  /** sum_k w^{l+1}_kj delta^{l+1}_k */
  readonly sum: number;
  /** Terms of the sum, [S_{l+1}]. */
  readonly terms: Float64Array;
  readonly derivative: number;
  readonly delta: number;
}

/** @param layer l below L */
export function hiddenErrorNumbers(
  shape: MlpShape,
  { weights }: Weights,
  worked: WorkedExample,
  layer: number,
  j: number,
): HiddenErrorNumbers {
  const above = weights[layer]!; // W^{l+1}
  const terms = worked.delta[layer + 1]!.map((delta, k) => above[k * shape.layers[layer]! + j]! * delta);
  return {
    terms,
    sum: terms.reduce((sum, term) => sum + term, 0),
    derivative: derivativeAt(shape, worked, layer, j),
    delta: worked.delta[layer]![j]!,
  };
}

/** (BP4) Row j of dC/dW^l: a^{l-1}_k delta^l_j for every k. */
export function weightGradientRow({ layers }: MlpShape, worked: WorkedExample, layer: number, j: number): Float64Array {
  const columns = layers[layer - 1]!;
  return worked.gradients.weights[layer - 1]!.subarray(j * columns, (j + 1) * columns);
}

/** The first place of the largest size. */
export function largestAt(values: ArrayLike<number>): number {
  let at = 0;
  for (let i = 1; i < values.length; i++) if (Math.abs(values[i]!) > Math.abs(values[at]!)) at = i;
  return at;
}

/** At most `most` places of a vector, among them `at`: where there are more, those around it. */
export function windowAround(length: number, at: number, most: number): { readonly from: number; readonly to: number } {
  if (length <= most) return { from: 0, to: length };
  const from = Math.max(0, Math.min(length - most, at - Math.floor(most / 2)));
  return { from, to: from + most };
}
