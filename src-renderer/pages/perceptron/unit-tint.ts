/** How units and weights are tinted: blue for positive, orange for negative, more for more. */
import type { MlpShape, OutputActivationName } from '#shared/kernels/mlp/contract.ts';

/**
 * An activation as a share of the largest that is usual, with its sign: -1 to 1.
 *
 *     tanh               a
 *     sigmoid, softmax   a; a single sigmoid output 2 a - 1, since it tells two classes apart
 *     relu, linear       a / max |a| of the layer
 *
 * @param layer 0 is the input   @param largest max |a| of the layer
 */
export function shareOf({ layers, activations }: MlpShape, layer: number, a: number, largest: number): number {
  const f: OutputActivationName = layer === 0 ? 'linear' : activations[layer - 1]!;
  if (f === 'tanh' || f === 'softmax') return a;
  if (f === 'sigmoid') return layer === layers.length - 1 && layers[layer] === 1 ? 2 * a - 1 : a;
  return largest > 0 ? a / largest : 0;
}

/** A colour for a share from -1 to 1, between the surface and a sign's colour. */
export function tint(share: number): string {
  const percent = Math.round(88 * Math.min(1, Math.abs(share) || 0));
  return `color-mix(in srgb, var(--${share < 0 ? 'neg' : 'pos'}) ${percent}%, var(--surface))`;
}

export interface WeightStroke {
  readonly width: number;
  readonly opacity: number;
}

/** @param largest max |w| of what is drawn beside it */
export function strokeOf(weight: number, largest: number): WeightStroke {
  const share = largest > 0 ? Math.min(1, Math.abs(weight) / largest) : 0;
  // in steps that one can see: what has not changed is not drawn again
  const step = Math.round(100 * share) / 100;
  return { width: 0.3 + 2.7 * step, opacity: 0.12 + 0.66 * step };
}

/** max |x| */
export function largestOf(values: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]!));
  return largest;
}
