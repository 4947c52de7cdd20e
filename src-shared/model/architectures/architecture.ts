/**
 * What the reference kernels need of an architecture: how a token becomes a hidden vector, and the way back. The output
 * layer, clipping and the update are the same for all.
 */
import type { Network, Weights } from '../network.ts';

/** A sequence after its forward pass. */
export interface SequencePass {
  /** [T] nats. */
  readonly E: Float64Array;
  /** [S], after the sequence. */
  readonly state: Float64Array<ArrayBuffer>;
  /** Adds dE/dW.   @param truncate as in the kernels' StepOptions */
  backward(gradients: Weights, truncate: number | null): void;
}

export interface Architecture {
  readonly network: Network;
  /** All zero. */
  zeroWeights(): Weights;
  /** [S], what a sequence starts from. */
  startState(): Float64Array<ArrayBuffer>;
  /** @throws RangeError when it is no state of this model */
  checkState(state: ArrayLike<number>): void;
  /** Reads one token: moves the state, [S], and writes h_t, [H]. */
  advance(weights: Weights, token: number, state: Float64Array, h: Float64Array): void;
  /** @param state [S], before the sequence; not written */
  forward(weights: Weights, x: Uint32Array, target: Uint32Array, state: Float64Array): SequencePass;
}

/** @throws RangeError */
export function checkLength(what: string, length: number, expected: number): void {
  if (length !== expected) throw new RangeError(`${what} must have ${expected} elements, not ${length}.`);
}
