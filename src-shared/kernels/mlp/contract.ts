/**
 * The contract that every implementation of the multi-layer perceptron fulfils: the float64 reference (model/mlp/) is
 * the specification, the WebAssembly one (simd/) is what trains.
 *
 * Letters used everywhere: L layers of weights, S_l units in layer l (S_0 inputs, S_L outputs), m examples in a batch.
 *
 *     a^0 = x     z^l = W^l a^{l-1} + b^l     a^l = f_l(z^l)     C = C(a^L, y)
 */
import type { Examples } from '../../datasets/examples.ts';

export const ACTIVATION_NAMES = ['sigmoid', 'tanh', 'relu', 'linear'] as const;
export type ActivationName = (typeof ACTIVATION_NAMES)[number];

/** softmax only in the last layer. */
export const OUTPUT_ACTIVATION_NAMES = [...ACTIVATION_NAMES, 'softmax'] as const;
export type OutputActivationName = (typeof OUTPUT_ACTIVATION_NAMES)[number];

/**
 * - `quadratic`: C = 1/2 |y - a|^2, with any activation at the output but softmax.
 * - `cross-entropy`: C = -sum_j y_j ln a_j + (1 - y_j) ln (1 - a_j) with sigmoid outputs,
 *   C = -sum_j y_j ln a_j with softmax.
 */
export const COST_NAMES = ['quadratic', 'cross-entropy'] as const;
export type CostName = (typeof COST_NAMES)[number];

export interface MlpShape {
  /** [L + 1], S_0 … S_L, each at least 1. */
  readonly layers: readonly number[];
  /** [L], f_1 … f_L. */
  readonly activations: readonly OutputActivationName[];
  readonly cost: CostName;
}

/** Dense, row-major, without padding: the form in which weights are stored and exchanged. */
export interface MlpParameters<A extends Float32Array | Float64Array = Float32Array> {
  /** [L], W^{l + 1} at index l, [S_{l+1}, S_l]: row j holds what unit j weighs its inputs with. */
  readonly weights: readonly A[];
  /** [L], b^{l + 1} at index l, [S_{l+1}]. */
  readonly biases: readonly A[];
}

export interface BatchOptions {
  /** alpha */
  readonly learningRate: number;
  /** lambda in W -= alpha (dW / m + lambda W); 0: none. Biases do not decay. */
  readonly weightDecay: number;
  /** mu; 0: none. V = mu V - alpha (dW / m + lambda W), W += V; biases likewise without lambda. */
  readonly momentum: number;
}

export interface MlpKernels {
  /** Recorded with every run, for example "mlp-reference" or "mlp-simd128". Same name, same input: same bits. */
  readonly name: string;
  readonly shape: MlpShape;

  /** Copies of the current weights. */
  readParameters(): MlpParameters;
  /** @throws RangeError when an array's length does not fit the shape. */
  writeParameters(parameters: MlpParameters<Float32Array | Float64Array>): void;

  /** Copies of V; null: zero, no batch was trained with momentum. */
  readVelocity(): MlpParameters | null;
  /** @throws RangeError when an array's length does not fit the shape. */
  writeVelocity(velocity: MlpParameters<Float32Array | Float64Array> | null): void;

  /**
   * One step of gradient descent: dW and db summed over the batch, then the update.
   * @param batch [m], m >= 1, indices of examples; an index may occur twice
   * @returns C before the update, summed over the batch, without the decay's part. Not finite: nothing was updated.
   * @throws RangeError when the examples do not fit the shape
   */
  trainBatch(examples: Examples, batch: Uint32Array, options: BatchOptions): number;

  /**
   * Forward only.
   * @param batch [n] indices of examples   @param outputs [n, S_L], when given, receives each a^L
   * @returns C, summed over the batch
   */
  evaluate(examples: Examples, batch: Uint32Array, outputs?: Float32Array): number;
}
