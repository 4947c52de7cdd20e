/**
 * The contract that every implementation of a language model fulfils: the float64 reference (model/) is the
 * specification, the WebAssembly one (kernels/simd/) is what trains.
 *
 * Letters used everywhere: K vocabulary size, H hidden units, T steps in a sequence; of the window model c tokens of
 * context, P numbers in a token's projection.
 *
 *     recurrent   s_t = W_rec h_{t-1} + W_in[:, x_t]
 *     window      s_t = W_rec p_t           p_t = [W_in[:, x_{t-c+1}]; …; W_in[:, x_t]], before the first token: `<s>`
 *     both        h_t = f(s_t)     z_t = W_out h_t     y_t = softmax(z_t)
 *                 E   = - sum_t log y_t[target_t]        (natural logarithm)
 */

export const CELL_NAMES = ['tanh', 'sigmoid', 'relu'] as const;
export type CellName = (typeof CELL_NAMES)[number];

export const ARCHITECTURES = ['recurrent', 'window'] as const;
/**
 * - `recurrent`: what was read is in the hidden state.
 * - `window`: the last c tokens, each looked up in one shared projection (Bengio, Ducharme, Vincent, Jauvin 2003).
 */
export type ArchitectureName = (typeof ARCHITECTURES)[number];

interface Sizes {
  /** K: size of the vocabulary, at least 2. */
  readonly vocabulary: number;
  /** H: hidden units, at least 1. */
  readonly hidden: number;
  /** f, the hidden units' activation. */
  readonly cell: CellName;
}

export interface RecurrentShape extends Sizes {
  /** A shape that does not say is a recurrent network's. */
  readonly architecture?: 'recurrent';
}

export interface WindowShape extends Sizes {
  readonly architecture: 'window';
  /** P: numbers in a token's projection, at least 1. */
  readonly projection: number;
  /** c = n - 1: tokens that a prediction sees, at least 1. */
  readonly context: number;
}

export type ModelShape = RecurrentShape | WindowShape;

export const PARAMETER_NAMES = ['W_in', 'W_rec', 'W_out'] as const;
export type ParameterName = (typeof PARAMETER_NAMES)[number];

/**
 * The three matrices, dense, row-major, without padding: the form in which weights are stored and exchanged.
 * matrix-shapes.ts has their shapes.
 */
export interface Parameters<A extends Float32Array | Float64Array = Float32Array> {
  /** [H, K]; column k is what token k adds to the hidden units' input. Window: [P, K], column k is k's projection. */
  readonly W_in: A;
  /** [H, H], from the hidden state before. Window: [H, c P], from the projections, the oldest token's first. */
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
  /**
   * n: the error of step t reaches steps t-n+1 … t (delta_k^(t) = 0 for t - k >= n); null: the whole sequence. Of no
   * effect in a window model, whose errors do not travel in time.
   */
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

export interface LanguageModelKernels {
  /** Recorded with every run, for example "reference" or "simd128". Same name, same input: same bits. */
  readonly name: string;
  readonly shape: ModelShape;

  /** Copies of the current weights. */
  readParameters(): Parameters;
  /** @throws RangeError when an array's length does not fit the shape. */
  writeParameters(parameters: Parameters<Float32Array | Float64Array>): void;

  /** h_{-1} = 0. Window: nothing but `<s>` was read. */
  resetState(): void;
  /** Copy of what is left of the tokens read: the hidden state, [H]. Window: the last ids, [c], the oldest first. */
  readState(): Float32Array;
  /** @throws RangeError when it is not the state of such a model */
  writeState(state: Float32Array): void;

  /**
   * One step of stochastic gradient descent on one sequence of any length T >= 1: forward, backpropagation (through
   * time, where the model has a hidden state), clipping, update. Starts from the current state (a constant: no gradient
   * flows into a hidden one) and leaves that after x_{T-1}, as computed with the weights before the update.
   * @param inputs  [T] token ids below K   @param targets [T] token ids below K
   */
  trainSequence(inputs: Uint32Array, targets: Uint32Array, options: StepOptions): StepResult;

  /**
   * Forward only. Returns E in nats and moves the state.
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
   * Feeds tokens, [T], and moves the state to where `evaluateSequence` would, without the output layer, which
   * takes nearly all of its time where K is large.
   */
  advanceState(inputs: Uint32Array): void;

  /** Feeds one token, moves the state, and writes the next token's distribution y_t, [K], into `distribution`. */
  predictNext(token: number, distribution: Float32Array): void;
}
