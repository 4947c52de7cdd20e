/** The parts of one multi-layer perceptron: what the equations in backpropagation.ts are about. */
import type { MlpParameters, MlpShape } from '../../kernels/mlp/contract.ts';
import { checkShape } from '../../kernels/mlp/shape.ts';
import { ACTIVATIONS, type Activation } from './activations.ts';
import { createOutput, type Output } from './output.ts';

export interface Perceptron {
  /** [L + 1], S_0 … S_L */
  readonly layers: readonly number[];
  /** Layers of weights. */
  readonly L: number;
  /** f_1 … f_{L-1}, the hidden layers' activations. */
  readonly hidden: readonly Activation[];
  /** f_L and the cost. */
  readonly output: Output;
}

/** @throws RangeError when the shape is not possible */
export function createPerceptron(shape: MlpShape): Perceptron {
  checkShape(shape);
  const { layers, activations } = shape;
  const hidden = activations.slice(0, -1).map((name) => ACTIVATIONS[name as keyof typeof ACTIVATIONS]);
  return { layers, L: activations.length, hidden, output: createOutput(shape) };
}

/** All zero: where gradients are summed. */
export function zeroParameters({ layers }: Pick<MlpShape, 'layers'>): MlpParameters<Float64Array> {
  const units = layers.slice(1);
  return {
    weights: units.map((rows, l) => new Float64Array(rows * layers[l]!)),
    biases: units.map((rows) => new Float64Array(rows)),
  };
}

/** A copy, each array made by `convert`: `(array) => Float32Array.from(array)`, for example. */
export const mapParameters = <A extends Float32Array | Float64Array, B extends Float32Array | Float64Array>(
  { weights, biases }: MlpParameters<A>,
  convert: (array: A) => B,
): MlpParameters<B> => ({ weights: weights.map(convert), biases: biases.map(convert) });

/** Every array of the parameters: W1, b1, W2, … */
export const parameterArrays = <A extends Float32Array | Float64Array>({ weights, biases }: MlpParameters<A>): A[] =>
  weights.flatMap((W, l) => [W, biases[l]!]);
