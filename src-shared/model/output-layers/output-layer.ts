/**
 * What turns a hidden state into the probability of the next token. One matrix, W_out [R, H]; its rows are whatever the
 * layer needs: R = K for the full softmax, K + C when tokens are grouped into C classes, K - 1 for a binary tree.
 *
 * `forward` leaves in `y` what `backward` needs of the same step, so that the bptt equations do not depend on the layer.
 */
export interface OutputLayer {
  /** R: rows of W_out. */
  readonly rows: number;
  /** Y: numbers that one step's forward pass leaves for its backward pass. */
  readonly outputs: number;

  /**
   * @param W_out [R, H]   @param h [H], h_t   @param target below K   @param y [Y], written
   * @returns E_t = -log p(target | h_t), nats
   */
  forward(W_out: Float64Array, h: Float64Array, target: number, y: Float64Array): number;

  /**
   * @param y      [Y], as left by `forward` for the same h and target
   * @param dW_out [R, H], dE_t/dW_out is added
   * @param dh     [H], dE_t/dh_t is added
   */
  backward(
    W_out: Float64Array,
    h: Float64Array,
    target: number,
    y: Float64Array,
    dW_out: Float64Array,
    dh: Float64Array,
  ): void;

  /** p(token | h) for every token.   @param p [K], written */
  distribution(W_out: Float64Array, h: Float64Array, p: Float64Array): void;
}
