/** The shapes of a model's matrices, and of what it remembers between two tokens. */
import { PARAMETER_NAMES, type ModelShape, type ParameterName } from './contract.ts';

/** [rows, columns] of each matrix. */
export function matrixShapes(shape: ModelShape): Readonly<Record<ParameterName, readonly [number, number]>> {
  const { vocabulary: K, hidden: H } = shape;
  if (shape.architecture !== 'window') return { W_in: [H, K], W_rec: [H, H], W_out: [K, H] };
  const { projection: P, context: c } = shape;
  return { W_in: [P, K], W_rec: [H, c * P], W_out: [K, H] };
}

/** Numbers in all matrices together. */
export function parameterCount(shape: ModelShape): number {
  const shapes = matrixShapes(shape);
  return PARAMETER_NAMES.reduce((sum, name) => sum + shapes[name][0] * shapes[name][1], 0);
}

/** Multiplications that one prediction takes: the hidden layer's and the output layer's. */
export function multiplicationsPerToken(shape: ModelShape): number {
  const { W_rec, W_out } = matrixShapes(shape);
  return W_rec[0] * W_rec[1] + W_out[0] * W_out[1];
}

/** Elements of the state: H, or c token ids. */
export const stateLength = (shape: ModelShape): number =>
  shape.architecture === 'window' ? shape.context : shape.hidden;
