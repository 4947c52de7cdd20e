import { describe, expect, it } from 'vitest';
import type { ModelShape } from '#shared/kernels/contract.ts';
import { createKernels, MODULES, PLAIN, random, randomWeights, tokens } from './cases.ts';
import { compare } from './compare.ts';
import { gradient, norm, type Weights } from './reference.ts';

/** With W_in[0] = 1.5 a single tanh unit is 0.905…, and W_out alone decides the scores. */
function singleUnit(scores: readonly number[]): Weights {
  const K = scores.length;
  return { W_in: new Float64Array(K).fill(1.5), W_rec: Float64Array.of(0), W_out: Float64Array.from(scores) };
}

describe.each(MODULES)('%s', (module) => {
  it.each([8, 30, 60])('stays exact for scores %i times larger', (scores) => {
    compare(module, 'tanh', { K: 500, H: 20, T: 22, scores });
    compare(module, 'tanh', { K: 500, H: 20, T: 22, scores, options: { clipNorm: 0.5 } });
  });

  /**
   * The first block's maximum is the reference of the exponentials. Scores that rise by more than 2^40 (27.7 nats) in a
   * later block of the same shard, or in another shard, make the kernels raise it and shrink what was summed before.
   * One hidden unit gives blocks of 1536 rows; 32 blocks in 16 shards make two blocks a shard. Where a raise is missing,
   * 2^127 overflows from 88 nats on.
   */
  it.each([
    ['once within a shard', (k: number) => (k === 2000 ? 50 : 0)],
    ['in every block', (k: number) => Math.floor(k / 1536) * 40],
    ['between shards only', (k: number) => Math.floor(k / 3072) * 30],
    ['downwards', (k: number) => -Math.floor(k / 1536) * 40],
    ['by more than single precision spans', (k: number) => (k === 2000 ? 400 : 0)],
    ['in two shards, far apart', (k: number) => (k === 2000 ? 400 : k === 41000 ? 500 : 0)],
    ['after much has been summed', (k: number) => (k === 7 ? 60 : k === 2000 ? 63 : k === 1536 ? 95 : 0)],
  ])('raises the reference %s', (_name, height) => {
    const shape: ModelShape = { vocabulary: 32 * 1536, hidden: 1, cell: 'tanh' };
    const next = random(5);
    const scores = Array.from({ length: shape.vocabulary }, (_, k) => Math.fround(height(k) + next()));
    const weights = singleUnit(scores);
    const targets = Uint32Array.of(2000, 0, 40000, shape.vocabulary - 1, 4000);
    const inputs = Uint32Array.of(1, 2, 3, 4, 5);
    const g = gradient(weights, shape, Float64Array.of(0), inputs, targets, null);

    const kernels = createKernels(module, shape);
    kernels.writeParameters(weights);
    const surprise = new Float64Array(5);
    kernels.evaluateSequence(inputs, targets, surprise);
    // Scores of 1000 carry errors of 6e-5 in single precision, and the surprise is a difference of two of them.
    surprise.forEach((nats, t) => expect(Math.abs(nats - g.surprise[t]!)).toBeLessThan(2e-4));

    kernels.resetState();
    const { loss, norms } = kernels.trainSequence(inputs, targets, { ...PLAIN, learningRate: 1, wantNorms: true });
    expect(Math.abs(loss - g.loss)).toBeLessThan(1e-3);
    const after = kernels.readParameters();
    for (const name of ['W_in', 'W_rec', 'W_out'] as const) {
      const size = g[name].reduce((m, d) => Math.max(m, Math.abs(d)), 1);
      g[name].forEach((d, i) => {
        const error = after[name][i]! - (weights[name][i]! - d);
        // What rounding the scores leaves in the probabilities, 6e-5 of them, and half a unit in the weight's last place.
        if (!(Math.abs(error) < 1e-4 * size + 1e-7 * Math.abs(after[name][i]!)))
          throw new Error(`${name}[${i}] is wrong by ${error} of ${size}.`);
      });
      const exact = norm(g[name]);
      expect(Math.abs(norms![name] - exact), `norm of ${name}`).toBeLessThan(1e-4 * Math.max(1, exact));
    }
  });

  it('knows the surprise of a token that is almost certain', () => {
    const shape: ModelShape = { vocabulary: 100, hidden: 1, cell: 'tanh' };
    const kernels = createKernels(module, shape);
    kernels.writeParameters(singleUnit(Array.from({ length: 100 }, (_, k) => (k === 7 ? 25 : 0))));
    const loss = kernels.evaluateSequence(Uint32Array.of(0), Uint32Array.of(7));
    expect(loss).toBeGreaterThan(-1e-6);
    expect(loss).toBeLessThan(1e-6);
  });

  it('gives equal scores equal probabilities, exactly', () => {
    const shape: ModelShape = { vocabulary: 1000, hidden: 1, cell: 'tanh' };
    const kernels = createKernels(module, shape);
    for (const score of [0, 0.7, -20]) {
      kernels.writeParameters(singleUnit(new Array<number>(1000).fill(score)));
      const loss = kernels.evaluateSequence(Uint32Array.of(3, 1, 4), Uint32Array.of(1, 5, 9));
      expect(Math.abs(loss - 3 * Math.log(1000))).toBeLessThan(Math.abs(score) * 1e-6 + 1e-12);
    }
  });

  it('has no bias: over many tokens rounding averages out', () => {
    const shape: ModelShape = { vocabulary: 500, hidden: 20, cell: 'tanh' };
    const next = random(1);
    const weights = randomWeights(next, shape);
    const [inputs, targets] = [tokens(next, 300, 500), tokens(next, 300, 500)];
    const { loss } = gradient(weights, shape, new Float64Array(20), inputs, targets, null);
    const kernels = createKernels(module, shape);
    kernels.writeParameters(weights);
    expect(Math.abs(kernels.evaluateSequence(inputs, targets) / loss - 1)).toBeLessThan(1e-8);
  });

  it('evaluates and predicts as the reference does, and leaves the weights alone', () => {
    for (const [K, H, T] of [
      [3, 1, 1],
      [77, 13, 10],
      [301, 40, 97],
      [50, 9, 400],
    ] as const) {
      const shape: ModelShape = { vocabulary: K, hidden: H, cell: 'tanh' };
      const next = random(K + H + T);
      const weights = randomWeights(next, shape);
      const [inputs, targets] = [tokens(next, T, K), tokens(next, T, K)];
      const g = gradient(weights, shape, new Float64Array(H), inputs, targets, null);
      const kernels = createKernels(module, shape);
      kernels.writeParameters(weights);
      const before = kernels.readParameters();
      const surprise = new Float64Array(T);
      const loss = kernels.evaluateSequence(inputs, targets, surprise);
      expect(Math.abs(loss - g.loss) / g.loss).toBeLessThan(1e-6);
      surprise.forEach((nats, t) => expect(Math.abs(nats - g.surprise[t]!)).toBeLessThan(1e-5));
      kernels.readState().forEach((h, j) => expect(Math.abs(h - g.state[j]!)).toBeLessThan(1e-5));

      kernels.resetState();
      const distribution = new Float32Array(K);
      for (let t = 0; t < T; t++) {
        kernels.predictNext(inputs[t]!, distribution);
        expect(Math.abs(-Math.log(distribution[targets[t]!]!) - g.surprise[t]!)).toBeLessThan(1e-5);
      }
      expect(Math.abs(distribution.reduce((a, b) => a + b) - 1)).toBeLessThan(1e-5);
      expect(kernels.readParameters()).toEqual(before);
    }
  });
});
