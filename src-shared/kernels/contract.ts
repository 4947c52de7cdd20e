/**
 * The contract that every implementation of the recurrent network fulfils: the float64 reference (model/) is the
 * specification, the WebAssembly one (kernels/simd/) is what trains.
 *
 * Letters used everywhere: K vocabulary size, H hidden units, T steps in a sequence.
 *
 *     s_t = W_rec h_{t-1} + W_in[:, x_t]     h_t = f(s_t)     z_t = W_out h_t     y_t = softmax(z_t)
 *     E   = - sum_t log y_t[target_t]        (natural logarithm)
 */

export const CELL_NAMES = ['tanh', 'sigmoid', 'relu'] as const;
export type CellName = (typeof CELL_NAMES)[number];

export interface ModelShape {
  /** K: size of the vocabulary, at least 2. */
  readonly vocabulary: number;
  /** H: hidden units, at least 1. */
  readonly hidden: number;
  /** f, the hidden units' activation. */
  readonly cell: CellName;
}

export const PARAMETER_NAMES = ['W_in', 'W_rec', 'W_out'] as const;
export type ParameterName = (typeof PARAMETER_NAMES)[number];

/** The three matrices, dense, row-major, without padding: the form in which weights are stored and exchanged. */
export interface Parameters<A extends Float32Array | Float64Array = Float32Array> {
  /** [H, K]; column k is what token k adds to the hidden units' input. */
  readonly W_in: A;
  /** [H, H] */
  readonly W_rec: A;
  /** [K, H] */
  readonly W_out: A;
}

/** Euclidean (Frobenius) norms of dE/dW, before any clipping. */
export type GradientNorms = Readonly<Record<ParameterName, number>>;

export interface StepOptions {
  /** lambda in W -= lambda dE/dW, where E is the sum over the sequence, not its mean. */
  readonly learningRate: number;
  /** Scale the whole gradient (all three matrices as one vector) down to this norm; null: off. Applied first. */
  readonly clipNorm: number | null;
  /** Then clamp each element of the gradient to +-this; null: off. */
  readonly clipValue: number | null;
  /** n: the error of step t reaches steps t-n+1 … t (delta_k^(t) = 0 for t - k >= n); null: the whole sequence. */
  readonly truncate: number | null;
  /** Compute the gradient norms even where clipping does not need them. */
  readonly wantNorms: boolean;
}

export interface StepResult {
  /** E before the update, in nats, summed over the T steps. Not finite: nothing was updated. */
  readonly loss: number;
  /** Present when wanted or when clipNorm is set. With clipNorm, norms that overflow mean that nothing was updated. */
  readonly norms: GradientNorms | null;
}

export interface RecurrentKernels {
  /** Recorded with every run, for example "reference" or "simd128". Same name, same input: same bits. */
  readonly name: string;
  readonly shape: ModelShape;

  /** Copies of the current weights. */
  readParameters(): Parameters;
  /** @throws RangeError when an array's length does not fit the shape. */
  writeParameters(parameters: Parameters<Float32Array | Float64Array>): void;

  /** h_{-1} = 0 */
  resetState(): void;
  /** Copy of the current hidden state, [H]. */
  readState(): Float32Array;
  writeState(state: Float32Array): void;

  /**
   * One step of stochastic gradient descent on one sequence of any length T >= 1: forward, backpropagation through
   * time, clipping, update. Starts from the current hidden state (a constant: no gradient flows into it) and leaves
   * h_{T-1}, as computed with the weights before the update, as the current one.
   * @param inputs  [T] token ids below K   @param targets [T] token ids below K
   */
  trainSequence(inputs: Uint32Array, targets: Uint32Array, options: StepOptions): StepResult;

  /**
   * Forward only. Returns E in nats and moves the hidden state.
   * @param surprise [T], when given, receives each -log y_t[target_t]
   * @param distributions [T, K], when given, receives each y_t
   */
  evaluateSequence(
    inputs: Uint32Array,
    targets: Uint32Array,
    surprise?: Float64Array,
    distributions?: Float32Array,
  ): number;

  /**
   * Feeds tokens, [T], and moves the hidden state to where `evaluateSequence` would, without the output layer, which
   * takes nearly all of its time where K is large.
   */
  advanceState(inputs: Uint32Array): void;

  /** Feeds one token, moves the hidden state, and writes the next token's distribution y_t, [K], into `distribution`. */
  predictNext(token: number, distribution: Float32Array): void;
}
