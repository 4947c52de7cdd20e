/** How large a model is, before it is made. */
import type { ModelShape } from '../kernels/contract.ts';

const FLOAT32_BYTES = 4;

/** W_in [H, K], W_rec [H, H], W_out [K, H]: 2 H K + H^2 numbers. */
export function parameterCount({ vocabulary: K, hidden: H }: Pick<ModelShape, 'vocabulary' | 'hidden'>): number {
  return 2 * H * K + H * H;
}

/** Bytes of the weights as float32: the size of a checkpoint or an exported file. */
export function weightBytes(shape: Pick<ModelShape, 'vocabulary' | 'hidden'>): number {
  return FLOAT32_BYTES * parameterCount(shape);
}

/**
 * Bytes that training takes, to within a few megabytes: the weights three times (in the kernels, the best ones, a copy on
 * its way to the store), and for each step of the longest sequence its K scores and some vectors of H.
 * @param longest T of the longest sequence
 */
export function trainingBytes(shape: Pick<ModelShape, 'vocabulary' | 'hidden'>, longest: number): number {
  const VECTORS_PER_STEP = 6;
  const perStep = shape.vocabulary + VECTORS_PER_STEP * shape.hidden;
  return 3 * weightBytes(shape) + FLOAT32_BYTES * longest * perStep;
}
