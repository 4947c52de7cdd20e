import { describe, expect, it } from 'vitest';
import { CELL_NAMES, type ModelShape, type StepOptions } from '#shared/kernels/contract.ts';
import { createKernels, MODULES, PLAIN, random, randomWeights, tokens, uniform, type ModuleName } from './cases.ts';
import { change, gradient, norm, type Weights } from './reference.ts';

/**
 * Single precision rounds to 6e-8. Gradients are sums of up to thousands of rounded products, so they are compared
 * with the largest element of the same matrix: measured errors stay below 2e-6 of it, tests allow five times as much.
 */
const UPDATE_TOLERANCE = 1e-5;
const LOSS_TOLERANCE = 1e-6;
/** Of the norm of the whole gradient. */
const NORM_TOLERANCE = 1e-5;

interface Case {
  K: number;
  H: number;
  T: number;
  options?: Partial<StepOptions>;
  carried?: boolean;
  scores?: number;
}

/** One training step of the kernels and of the reference on the same random case; returns what must agree. */
function compare(module: ModuleName, cell: ModelShape['cell'], { K, H, T, ...rest }: Case): void {
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

  const kernels = createKernels(module, shape);
  kernels.writeParameters(weights);
  kernels.writeState(Float32Array.from(initial));
  const result = kernels.trainSequence(inputs, targets, options);
  const after = kernels.readParameters();

  const total = Math.hypot(norm(g.W_in), norm(g.W_rec), norm(g.W_out));
  expect(Math.abs(result.loss - g.loss) / Math.max(1, g.loss)).toBeLessThan(LOSS_TOLERANCE);
  for (const name of ['W_in', 'W_rec', 'W_out'] as const) {
    expect(updateError(after[name], weights[name], expected[name]), name).toBeLessThan(UPDATE_TOLERANCE);
    if (result.norms)
      expect(Math.abs(result.norms[name] - norm(g[name])) / total, `norm of ${name}`).toBeLessThan(NORM_TOLERANCE);
  }
  expect(result.norms === null).toBe(!options.wantNorms && options.clipNorm === null);
  expect(largest(kernels.readState(), g.state)).toBeLessThan(1e-5);
}

/** Largest error of an update, relative to its largest element; the weights' own rounding is allowed for. */
function updateError(after: Float32Array, before: Float64Array, expected: Float64Array): number {
  let [error, size] = [0, 1e-12];
  for (let i = 0; i < before.length; i++) {
    // The new weight is rounded to single precision: half a unit in its last place is not the update's error.
    const rounding = Math.abs(after[i]!) * 2 ** -24;
    error = Math.max(error, Math.abs(after[i]! - before[i]! - expected[i]!) - rounding);
    size = Math.max(size, Math.abs(expected[i]!));
  }
  return error / size;
}

const largest = (a: Float32Array, b: Float64Array): number =>
  a.reduce((m, v, i) => Math.max(m, Math.abs(v - b[i]!)), 0);

describe.each(MODULES)('%s', (module) => {
  const shapes: Case[] = [
    { K: 2, H: 1, T: 1 },
    { K: 3, H: 1, T: 1 },
    { K: 3, H: 2, T: 5 },
    { K: 5, H: 3, T: 2 },
    { K: 13, H: 4, T: 3 },
    { K: 12, H: 64, T: 4 },
    { K: 101, H: 7, T: 11 },
    { K: 257, H: 25, T: 20 },
    { K: 1003, H: 50, T: 21 },
    { K: 300, H: 128, T: 7 },
    { K: 150, H: 259, T: 9 },
    { K: 120, H: 37, T: 23 },
    { K: 120, H: 38, T: 24 },
    { K: 120, H: 39, T: 25 },
  ];
  describe.each(CELL_NAMES)('%s', (cell) => {
    it.each(shapes)('matches the reference for K=$K, H=$H, T=$T', (c) => {
      compare(module, cell, c);
    });
  });
});
