/** A dense array with its shape, row-major: what safetensors and npz files hold. */
import { InterchangeError } from './interchange-error.ts';

export interface Tensor<A extends Float32Array | Float64Array = Float32Array | Float64Array> {
  /** [rows, columns] of a matrix; [] of a single number. */
  readonly shape: readonly number[];
  readonly data: A;
}

/**
 * Number of elements of a shape that a file states.
 *
 * @throws InterchangeError when it is no list of whole numbers, or their product is beyond any memory
 */
export function elementCount(shape: unknown, name: string): number {
  const valid = Array.isArray(shape) && shape.length <= 8 && shape.every((n) => Number.isSafeInteger(n) && n >= 0);
  if (!valid) throw new InterchangeError(`The shape of ${name} is not a list of sizes. ${DAMAGED}`);
  const count = (shape as number[]).reduce((product, n) => product * n, 1);
  if (!Number.isSafeInteger(count)) throw new InterchangeError(`The shape of ${name} is impossibly large. ${DAMAGED}`);
  return count;
}

/** The usual next action: nothing in a damaged file can be mended here. */
export const DAMAGED = 'The file is damaged or not of this format: export or download it again.';
