/** The parts of one network; the shapes of a recurrent one's matrices: what the equations in bptt.ts are about. */
import type { ModelShape, Parameters } from '../kernels/contract.ts';
import type { Cell } from './cells/cell.ts';
import { CELLS } from './cells/registry.ts';
import type { OutputLayer } from './output-layers/output-layer.ts';
import { OUTPUT_LAYERS, type OutputLayerName } from './output-layers/registry.ts';

/** W_in [H, K], W_rec [H, H], W_out [R, H]; R = K with the full softmax. */
export type Weights = Parameters<Float64Array>;

/** What networks of every architecture have. */
export interface Network {
  /** Size of the vocabulary. */
  readonly K: number;
  /** Hidden units. */
  readonly H: number;
  readonly cell: Cell;
  readonly outputLayer: OutputLayer;
}

/** @throws RangeError when K < 2 or H < 1, or either is not a whole number. */
export function createNetwork(shape: ModelShape, outputLayer: OutputLayerName = 'full-softmax'): Network {
  const { vocabulary: K, hidden: H, cell } = shape;
  if (!Number.isInteger(K) || K < 2) throw new RangeError(`The vocabulary must have at least 2 tokens, not ${K}.`);
  if (!Number.isInteger(H) || H < 1) throw new RangeError(`There must be at least 1 hidden unit, not ${H}.`);
  return { K, H, cell: CELLS[cell], outputLayer: OUTPUT_LAYERS[outputLayer](K) };
}

/** All zero: where gradients are summed. */
export function zeroWeights({ K, H, outputLayer }: Network): Weights {
  return {
    W_in: new Float64Array(H * K),
    W_rec: new Float64Array(H * H),
    W_out: new Float64Array(outputLayer.rows * H),
  };
}
