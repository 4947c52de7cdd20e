import { describe, expect, it } from 'vitest';
import { CELL_NAMES, type ModelShape, type StepOptions } from '#shared/kernels/contract.ts';
import { createKernels, MODULES, PLAIN, random, randomWeights, tokens, uniform } from './cases.ts';
import { gradient, softmax, step } from './reference.ts';
import { detectSimd } from '#shared/kernels/simd/simd-kernels.ts';
import { planLayout } from '#shared/kernels/simd/layout.ts';
import { readKernel } from '../../scripts/build-kernels.ts';

const CLIPPED: StepOptions = { ...PLAIN, clipNorm: 1, clipValue: 0.1 };

describe.each(MODULES)('%s', (module) => {
  it('gives the same bits for the same input, whatever ran before', () => {
    const shape: ModelShape = { vocabulary: 2500, hidden: 61, cell: 'relu' };
    const weights = randomWeights(random(1), shape);
    weights.W_rec.forEach((w, i) => (weights.W_rec[i] = w / 2));
    const run = (detour: boolean) => {
      const kernels = createKernels(module, shape);
      if (detour) {
        // Leaves other numbers in every buffer, and moves the sequence's part of the memory.
        const large = randomWeights(random(9), shape);
        large.W_in.fill(1e4);
        kernels.writeParameters(large);
        const [x, y] = [tokens(random(2), 500, 2500), tokens(random(3), 500, 2500)];
        kernels.trainSequence(x, y, { ...CLIPPED, truncate: 3 });
        kernels.evaluateSequence(x, y);
      }
      kernels.writeParameters(weights);
      kernels.resetState();
      const next = random(4);
      const losses: number[] = [];
      for (const T of [5, 40, 97, 1, 18]) {
        const [x, y] = [tokens(next, T, 2500), tokens(next, T, 2500)];
        losses.push(kernels.trainSequence(x, y, PLAIN).loss, kernels.trainSequence(x, y, CLIPPED).loss);
      }
      return { losses, state: kernels.readState(), parameters: kernels.readParameters() };
    };
    expect(run(true)).toEqual(run(false));
  });

  it('updates nothing when the loss is not finite, and says so', () => {
    const shape: ModelShape = { vocabulary: 900, hidden: 17, cell: 'relu' };
    const inputs = tokens(random(6), 12, 900);
    for (const name of ['W_in', 'W_rec', 'W_out'] as const) {
      for (const [poison, options] of [
        [NaN, PLAIN],
        [Infinity, CLIPPED],
        [3e38, PLAIN],
      ] as const) {
        const weights = randomWeights(random(5), shape);
        // Finite weights overflow too, when there are enough of them.
        if (poison === 3e38) weights[name].fill(poison);
        else weights[name][name === 'W_in' ? inputs[0]! : 3] = poison;
        const kernels = createKernels(module, shape);
        kernels.writeParameters(weights);
        kernels.writeState(Float32Array.from(uniform(random(7), 17, 1), Math.abs));
        const before = { parameters: kernels.readParameters(), state: kernels.readState() };
        const { loss } = kernels.trainSequence(inputs, inputs.toReversed(), options);
        expect(Number.isFinite(loss), `${name} with ${poison}`).toBe(false);
        expect({ parameters: kernels.readParameters(), state: kernels.readState() }).toEqual(before);
      }
    }
  });

  it('passes NaN on through every cell', () => {
    for (const cell of CELL_NAMES) {
      const shape: ModelShape = { vocabulary: 5, hidden: 3, cell };
      const weights = randomWeights(random(1), shape);
      weights.W_in.fill(NaN);
      const kernels = createKernels(module, shape);
      kernels.writeParameters(weights);
      expect(kernels.evaluateSequence(Uint32Array.of(1), Uint32Array.of(2))).toBeNaN();
    }
  });

  it('keeps the padding at zero: a unit that cannot act leaves the others as they were', () => {
    // Three units in rows of four: sigmoid(0) = 1/2 in the padding would show in dW_out, dW_rec and the norms.
    const shape: ModelShape = { vocabulary: 30, hidden: 3, cell: 'sigmoid' };
    const weights = randomWeights(random(2), shape);
    const kernels = createKernels(module, shape);
    kernels.writeParameters(weights);
    const next = random(3);
    const reference = structuredClone(weights);
    let state = new Float64Array(3);
    for (let i = 0; i < 20; i++) {
      const [x, y] = [tokens(next, 6, 30), tokens(next, 6, 30)];
      const g = gradient(reference, shape, state, x, y, null);
      const { loss } = kernels.trainSequence(x, y, { ...PLAIN, wantNorms: true });
      // Rounding of twenty steps adds up; padding that is not zero would be wrong by tenths.
      expect(Math.abs(loss - g.loss)).toBeLessThan(1e-4);
      for (const name of ['W_in', 'W_rec', 'W_out'] as const)
        reference[name] = reference[name].map((w, j) => w - 0.1 * g[name][j]!);
      state = Float64Array.from(g.state);
    }
  });

  it('computes activations to single precision over their whole range', () => {
    for (const cell of CELL_NAMES) {
      const K = 4001;
      const shape: ModelShape = { vocabulary: K, hidden: 1, cell };
      const weights = {
        W_in: Float64Array.from({ length: K }, (_, k) => Math.fround((k - 2000) / 80)),
        W_rec: Float64Array.of(0),
        W_out: new Float64Array(K),
      };
      const kernels = createKernels(module, shape);
      kernels.writeParameters(weights);
      for (let k = 0; k < K; k += 7) {
        kernels.evaluateSequence(Uint32Array.of(k), Uint32Array.of(0));
        const exact = step(weights, shape, Float64Array.of(0), k)[0]!;
        // An exponential's relative error grows with its argument; below 2^-58 it counts as zero.
        const tolerance = 2e-7 * Math.abs(exact) * (1 + Math.abs(weights.W_in[k]!)) + 1e-17;
        expect(Math.abs(kernels.readState()[0]! - exact)).toBeLessThan(tolerance);
      }
    }
  });

  it('clears numbers on their way to becoming denormal, and keeps those that are merely small', () => {
    for (const cell of ['tanh', 'relu'] as const) {
      const kernels = createKernels(module, { vocabulary: 2, hidden: 2, cell });
      // h_t = 1e-5 h_{t-1}: 1e-5, 1e-10, 1e-15, then 1e-20, which counts as zero.
      kernels.writeParameters({
        W_in: new Float32Array(4),
        W_rec: Float32Array.of(1e-5, 0, 0, 1e-5),
        W_out: Float32Array.of(1, 2, 3, 4),
      });
      kernels.writeState(Float32Array.of(1, 1));
      kernels.evaluateSequence(new Uint32Array(3), new Uint32Array(3));
      kernels.readState().forEach((h) => expect(Math.abs(h - 1e-15)).toBeLessThan(1e-20));
      kernels.evaluateSequence(new Uint32Array(1), new Uint32Array(1));
      expect(kernels.readState()).toEqual(new Float32Array(2));
    }
  });

  it('learns a sequence by heart', () => {
    const shape: ModelShape = { vocabulary: 20, hidden: 24, cell: 'tanh' };
    const kernels = createKernels(module, shape);
    kernels.writeParameters(randomWeights(random(1), shape));
    const text = tokens(random(2), 30, 20);
    const [inputs, targets] = [text.subarray(0, 29), text.subarray(1)];
    for (let i = 0; i < 400; i++) {
      kernels.resetState();
      kernels.trainSequence(inputs, targets, { ...PLAIN, clipNorm: 5 });
    }
    kernels.resetState();
    expect(kernels.evaluateSequence(inputs, targets) / 29).toBeLessThan(0.05);
  });

  it('moves the state like the reference when sequences follow each other', () => {
    const shape: ModelShape = { vocabulary: 40, hidden: 10, cell: 'tanh' };
    const weights = randomWeights(random(3), shape);
    const text = tokens(random(4), 200, 40);
    const kernels = createKernels(module, shape);
    kernels.writeParameters(weights);
    let h = new Float64Array(10);
    for (const token of text.subarray(0, 150)) h = Float64Array.from(step(weights, shape, h, token));
    kernels.evaluateSequence(text.subarray(0, 150), text.subarray(1, 151));
    const distribution = new Float32Array(40);
    kernels.predictNext(text[150]!, distribution);
    const exact = softmax(weights, shape, step(weights, shape, h, text[150]!));
    distribution.forEach((p, k) => expect(Math.abs(p - exact[k]!)).toBeLessThan(1e-6));
    const state = kernels.readState();
    kernels.resetState();
    expect(kernels.readState()).toEqual(new Float32Array(10));
    kernels.writeState(state);
    expect(kernels.readState()).toEqual(state);
  });

  it('returns the weights that were written, and refuses what does not fit', () => {
    const shape: ModelShape = { vocabulary: 11, hidden: 6, cell: 'tanh' };
    const kernels = createKernels(module, shape);
    const weights = randomWeights(random(8), shape);
    kernels.writeParameters(weights);
    const { W_in, W_rec, W_out } = kernels.readParameters();
    expect([Float64Array.from(W_in), Float64Array.from(W_rec), Float64Array.from(W_out)]).toEqual(
      Object.values(weights),
    );
    expect(() => kernels.writeParameters({ W_in, W_rec: W_out, W_out: W_rec })).toThrow(/W_rec has 66 elements/);
    expect(() => kernels.writeState(new Float32Array(5))).toThrow(RangeError);
    const tokens2 = Uint32Array.of(1, 2);
    expect(() => kernels.trainSequence(tokens2, Uint32Array.of(1), PLAIN)).toThrow(/2 inputs but 1 targets/);
    expect(() => kernels.trainSequence(Uint32Array.of(), Uint32Array.of(), PLAIN)).toThrow(/empty/);
    expect(() => kernels.evaluateSequence(tokens2, Uint32Array.of(3, 11))).toThrow(/Token 11/);
    expect(() => kernels.trainSequence(tokens2, tokens2, { ...PLAIN, truncate: 0 })).toThrow(/Truncation/);
    expect(() => kernels.trainSequence(tokens2, tokens2, { ...PLAIN, clipNorm: 0 })).toThrow(/Clipping/);
    expect(() => createKernels(module, { ...shape, vocabulary: 1 })).toThrow(/vocabulary of 1/);
    expect(() => createKernels(module, { ...shape, hidden: 0 })).toThrow(/hidden units/);
    expect(() => createKernels(module, { ...shape, vocabulary: 3e6, hidden: 1000 })).toThrow(/4 GiB/);
  });
});

it('cuts W_out into whole blocks, at most sixteen shards, by its size alone', () => {
  const needs = { steps: 1, outputGradient: false, truncated: false };
  for (const [K, H] of [
    [2, 1],
    [8000, 100],
    [10000, 512],
    [200, 300],
  ] as const) {
    const { fields } = planLayout({ vocabulary: K, hidden: H, cell: 'tanh' }, 4, needs);
    expect(fields.BLOCKS * fields.KB).toBeGreaterThanOrEqual(K);
    expect((fields.BLOCKS - 1) * fields.KB).toBeLessThan(K);
    expect(fields.SHARDS).toBe(Math.min(16, fields.BLOCKS));
  }
});

it('chooses the first module that the runtime accepts', () => {
  const candidates = (['simd128', 'simd128-plain'] as const).map((name) => ({ name, bytes: readKernel(name) }));
  expect(detectSimd(candidates)?.name).toBe('simd128');
  const [relaxed] = candidates;
  expect(detectSimd(candidates, (bytes) => bytes !== relaxed!.bytes)?.name).toBe('simd128-plain');
  expect(detectSimd(candidates, () => false)).toBeNull();
});
