import { expect, test } from 'vitest';
import { CELL_NAMES, PARAMETER_NAMES, type CellName } from '#shared/kernels/contract.ts';
import { backward, forward, type Unfolded } from '#shared/model/bptt.ts';
import { doubleSum } from '#shared/model/double-sum.ts';
import { createNetwork, type Network, type Weights, zeroWeights } from '#shared/model/network.ts';
import { Random } from '#shared/random.ts';

interface Case {
  cell: CellName;
  K: number;
  H: number;
  T: number;
  truncate: number | null;
}

function draw({ cell, K, H, T }: Case): { network: Network; weights: Weights; unfolded: Unfolded } {
  const random = new Random(K * 10_000 + H * 100 + T);
  const uniform = (a: Float64Array): Float64Array => a.map(() => 2 * random.next() - 1);
  const tokens = (): Uint32Array => new Uint32Array(T).map(() => random.below(K));
  const network = createNetwork({ vocabulary: K, hidden: H, cell });
  const zero = zeroWeights(network);
  const weights = { W_in: uniform(zero.W_in), W_rec: uniform(zero.W_rec), W_out: uniform(zero.W_out) };
  return { network, weights, unfolded: forward(network, weights, tokens(), tokens(), uniform(new Float64Array(H))) };
}

function relativeDifference(a: Float64Array, b: Float64Array): number {
  return Math.hypot(...a.map((x, i) => x - b[i]!)) / Math.max(Math.hypot(...a), Number.MIN_VALUE);
}

const shapes = [
  { K: 7, H: 5, T: 12 },
  { K: 2, H: 1, T: 1 },
  { K: 3, H: 1, T: 6 },
  { K: 4, H: 9, T: 2 },
];
const cases = CELL_NAMES.flatMap((cell) =>
  shapes.flatMap((shape) => [null, 1, 2, 3, 5, 11, 12, 40].map((truncate): Case => ({ cell, ...shape, truncate }))),
);

test.each(cases)('one pass = double sum: $cell, K = $K, H = $H, T = $T, n = $truncate', (c) => {
  const { network, weights, unfolded } = draw(c);
  const onePass = zeroWeights(network);
  backward(network, weights, unfolded, onePass, c.truncate);
  const { gradients } = doubleSum(network, weights, unfolded, c.truncate);
  for (const name of PARAMETER_NAMES) expect(relativeDifference(gradients[name], onePass[name])).toBeLessThan(1e-12);
  expect(Math.hypot(...gradients.W_out)).toBeGreaterThan(0);
});

test('truncation changes the gradient until it spans the sequence', () => {
  const { network, weights, unfolded } = draw({ cell: 'tanh', K: 7, H: 5, T: 12, truncate: null });
  const dW_rec = (n: number | null): Float64Array => doubleSum(network, weights, unfolded, n).gradients.W_rec;
  for (const n of [1, 2, 5, 11]) expect(relativeDifference(dW_rec(n), dW_rec(n + 1))).toBeGreaterThan(1e-6);
  expect(dW_rec(12)).toEqual(dW_rec(null));
});

test('the norms of delta_k^(t) fill the triangle k <= t, and only the band t - k < n when truncated', () => {
  const T = 6;
  const { network, weights, unfolded } = draw({ cell: 'tanh', K: 5, H: 4, T, truncate: null });
  for (const n of [null, 1, 3]) {
    const { deltaNorms } = doubleSum(network, weights, unfolded, n);
    for (let t = 0; t < T; t++)
      for (let k = 0; k < T; k++)
        expect(deltaNorms[t * T + k]! > 0, `t = ${t}, k = ${k}`).toBe(k <= t && t - k < (n ?? T));
  }
});

test('a norm by hand: H = 1, delta_0^(1) = w_rec delta_1^(1) (1 - h_0^2)', () => {
  const network = createNetwork({ vocabulary: 2, hidden: 1, cell: 'tanh' });
  const weights = { W_in: Float64Array.of(0.5, -0.3), W_rec: Float64Array.of(0.7), W_out: Float64Array.of(0.2, -0.4) };
  const tokens = Uint32Array.of(0, 1);
  const unfolded = forward(network, weights, tokens, tokens, new Float64Array(1));
  const h_0 = Math.tanh(0.5);
  const h_1 = Math.tanh(0.7 * h_0 - 0.3);
  const y = Math.exp(0.2 * h_1) / (Math.exp(0.2 * h_1) + Math.exp(-0.4 * h_1));
  const delta_11 = (0.2 * y - 0.4 * (1 - y - 1)) * (1 - h_1 ** 2);
  const { deltaNorms } = doubleSum(network, weights, unfolded);
  expect(deltaNorms[2 + 1]).toBeCloseTo(Math.abs(delta_11), 14);
  expect(deltaNorms[2 + 0]).toBeCloseTo(Math.abs(0.7 * delta_11 * (1 - h_0 ** 2)), 14);
});
