/** The parts of one window model, and the shapes of its matrices: what the equations in backpropagation.ts are about. */
import type { WindowShape } from '../../kernels/contract.ts';
import { createNetwork, type Network, type Weights } from '../network.ts';
import type { OutputLayerName } from '../output-layers/registry.ts';

export interface WindowNetwork extends Network {
  /** Numbers in a token's projection. */
  readonly P: number;
  /** Tokens of context: n - 1 of an n-gram. */
  readonly c: number;
}

/** @throws RangeError when a size is not a whole number, or too small. */
export function createWindowNetwork(shape: WindowShape, outputLayer?: OutputLayerName): WindowNetwork {
  const { projection: P, context: c } = shape;
  if (!Number.isInteger(P) || P < 1) throw new RangeError(`A projection must have at least 1 number, not ${P}.`);
  if (!Number.isInteger(c) || c < 1) throw new RangeError(`A window must hold at least 1 token, not ${c}.`);
  return { ...createNetwork(shape, outputLayer), P, c };
}

/** All zero: where gradients are summed. */
export const zeroWindowWeights = ({ K, H, P, c, outputLayer }: WindowNetwork): Weights => ({
  W_in: new Float64Array(P * K),
  W_rec: new Float64Array(H * c * P),
  W_out: new Float64Array(outputLayer.rows * H),
});
