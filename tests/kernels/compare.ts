/** One training step of the kernels against the double-precision reference. */
import { expect } from 'vitest';
import type { ModelShape, StepOptions } from '#shared/kernels/contract.ts';
import { createKernels, PLAIN, random, randomWeights, tokens, uniform, type ModuleName } from './cases.ts';
import { change, gradient, norm } from './reference.ts';

/**
 * Single precision rounds to 6e-8. Gradients are sums of up to thousands of rounded products, so they are compared
 * with the largest element of the same matrix: measured errors stay below 2e-6 of it, tests allow five times as much.
 */
const UPDATE_TOLERANCE = 1e-5;
const LOSS_TOLERANCE = 1e-6;
/** Of the norm of the whole gradient. */
const NORM_TOLERANCE = 1e-5;

export interface Case {
  K: number;
  H: number;
  T: number;
  options?: Partial<StepOptions>;
  /** Starts from a hidden state that is not zero. */
  carried?: boolean;
  /** Factor on W_out: large scores make the distribution sharp. */
  scores?: number;
}

/** One training step of the kernels and of the reference on the same random case; returns what must agree. */
export function compare(module: ModuleName, cell: ModelShape['cell'], { K, H, T, ...rest }: Case): void {
  const shape: ModelShape = { vocabulary: K, hidden: H, cell };
  const next = random(K * 7919 + H * 104729 + T * 31 + cell.length);
  const weights = randomWeights(next, shape, rest.scores);
  const initial = rest.carried ? uniform(next, H, 0.8) : new Float64Array(H);
  const [inputs, targets] = [tokens(next, T, K), tokens(next, T, K)];
  if (T > 2) inputs[T - 1] = inputs[0]!;
  targets[T - 1] = K - 1;

  const options = { ...PLAIN, wantNorms: true, ...rest.options };
  const g = gradient(weights, shape, initial, inputs, targets, options.truncate);
  const expected = change(g, options);
  const unclamped = change(g, { ...options, clipValue: null });

  const kernels = createKernels(module, shape);
  kernels.writeParameters(weights);
  kernels.writeState(Float32Array.from(initial));
  const result = kernels.trainSequence(inputs, targets, options);
  const after = kernels.readParameters();

  // no gradient at all where every ReLU is off
  const total = Math.max(1e-12, Math.hypot(norm(g.W_in), norm(g.W_rec), norm(g.W_out)));
  expect(Math.abs(result.loss - g.loss) / Math.max(1, g.loss)).toBeLessThan(LOSS_TOLERANCE);
  for (const name of ['W_in', 'W_rec', 'W_out'] as const) {
    expect(updateError(after[name], weights[name], expected[name], unclamped[name]), name).toBeLessThan(
      UPDATE_TOLERANCE,
    );
    if (result.norms)
      expect(Math.abs(result.norms[name] - norm(g[name])) / total, `norm of ${name}`).toBeLessThan(NORM_TOLERANCE);
  }
  expect(result.norms === null).toBe(!options.wantNorms && options.clipNorm === null);
  expect(largest(kernels.readState(), g.state)).toBeLessThan(1e-5);
}

/** Largest error of an update, relative to the largest element it would have without clamping. */
function updateError(
  after: Float32Array,
  before: Float64Array,
  expected: Float64Array,
  unclamped: Float64Array,
): number {
  let [error, size] = [0, 1e-12];
  for (let i = 0; i < before.length; i++) {
    // The new weight is rounded to single precision: half a unit in its last place is not the update's error.
    const rounding = Math.abs(after[i]!) * 2 ** -24;
    error = Math.max(error, Math.abs(after[i]! - before[i]! - expected[i]!) - rounding);
    size = Math.max(size, Math.abs(unclamped[i]!));
  }
  return error / size;
}

const largest = (a: Float32Array, b: Float64Array): number =>
  a.reduce((m, v, i) => Math.max(m, Math.abs(v - b[i]!)), 0);
