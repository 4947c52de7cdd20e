import { describe, expect, test } from 'vitest';
import type { ModelShape, StepOptions } from '#shared/kernels/contract.ts';
import { initialise } from '#shared/model/initialise.ts';
import { createReferenceKernels, type ReferenceKernels } from '#shared/model/reference-kernels.ts';

const SHAPE: ModelShape = { vocabulary: 7, hidden: 5, cell: 'tanh' };
const PLAIN: StepOptions = { learningRate: 0.1, clipNorm: null, clipValue: null, truncate: null, wantNorms: false };
const INPUTS = Uint32Array.of(1, 3, 4, 3, 6);
const TARGETS = Uint32Array.of(3, 4, 3, 6, 2);

function kernels(shape = SHAPE, seed = 1): ReferenceKernels {
  const k = createReferenceKernels(shape);
  k.writeParameters(initialise(shape, seed));
  return k;
}

const flat = (k: ReferenceKernels): number[] => Object.values(k.readWeights()).flatMap((w) => [...w]);
const change = (k: ReferenceKernels, train: () => void): number[] => {
  const before = flat(k);
  train();
  return flat(k).map((w, i) => w - before[i]!);
};

describe('training', () => {
  test('a step by hand: K = 2, H = 1, T = 1', () => {
    const k = createReferenceKernels({ vocabulary: 2, hidden: 1, cell: 'tanh' });
    k.writeParameters({
      W_in: Float64Array.of(0.4, -0.8),
      W_rec: Float64Array.of(0.9),
      W_out: Float64Array.of(0.3, -0.6),
    });
    k.writeState(Float32Array.of(0.5));
    const h = Math.tanh(0.9 * 0.5 - 0.8);
    const y0 = 1 / (1 + Math.exp(-0.9 * h));
    const delta = (0.3 * (y0 - 1) - 0.6 * (1 - y0)) * (1 - h * h);
    const { loss } = k.trainSequence(Uint32Array.of(1), Uint32Array.of(0), PLAIN);
    const { W_in, W_rec, W_out } = k.readWeights();
    expect(loss).toBeCloseTo(-Math.log(y0), 14);
    expect(W_in[0]).toBe(0.4);
    expect(W_in[1]).toBeCloseTo(-0.8 - 0.1 * delta, 14);
    expect(W_rec[0]).toBeCloseTo(0.9 - 0.1 * delta * 0.5, 14);
    expect(W_out[0]).toBeCloseTo(0.3 - 0.1 * (y0 - 1) * h, 14);
    expect(W_out[1]).toBeCloseTo(-0.6 - 0.1 * (1 - y0) * h, 14);
    expect(k.readExactState()).toEqual(Float64Array.of(h));
  });

  test.each(['tanh', 'sigmoid', 'relu'] as const)('a sentence is learnt by heart with %s', (cell) => {
    const k = kernels({ ...SHAPE, hidden: 12, cell });
    let loss = Infinity;
    for (let i = 0; i < 1500; i++) {
      k.resetState();
      ({ loss } = k.trainSequence(INPUTS, TARGETS, PLAIN));
    }
    expect(loss).toBeLessThan(0.2);
  });

  test('columns of W_in that the sequence does not use are left alone', () => {
    const k = kernels();
    const { W_in: before } = k.readWeights();
    k.trainSequence(INPUTS, TARGETS, PLAIN);
    const { W_in: after } = k.readWeights();
    const changed = [0, 1, 2, 3, 4, 5, 6].filter((column) => before[column] !== after[column]);
    expect(changed).toEqual([1, 3, 4, 6]);
  });

  test('the loss reported is the one before the update, and that of evaluation', () => {
    const k = kernels();
    const expected = kernels().evaluateSequence(INPUTS, TARGETS);
    expect(k.trainSequence(INPUTS, TARGETS, PLAIN).loss).toBeCloseTo(expected, 13);
    k.resetState();
    expect(k.evaluateSequence(INPUTS, TARGETS)).toBeLessThan(expected);
  });

  test('the state left behind is h_{T-1} under the weights before the update, and the next step starts from it', () => {
    const k = kernels();
    const watched = kernels();
    k.trainSequence(INPUTS, TARGETS, PLAIN);
    watched.evaluateSequence(INPUTS, TARGETS);
    expect(k.readExactState()).toEqual(watched.readExactState());

    const carried = k.evaluateSequence(INPUTS, TARGETS);
    k.resetState();
    expect(k.readExactState()).toEqual(new Float64Array(5));
    expect(Math.abs(carried - k.evaluateSequence(INPUTS, TARGETS))).toBeGreaterThan(1e-3);
  });

  test('truncation as long as the sequence is none; shorter is some', () => {
    const gradient = (truncate: number | null): number[] => {
      const k = kernels();
      return change(k, () => k.trainSequence(INPUTS, TARGETS, { ...PLAIN, truncate }));
    };
    expect(gradient(5)).toEqual(gradient(null));
    expect(gradient(4)).not.toEqual(gradient(null));
  });
});

describe('clipping', () => {
  const gradient = (options: Partial<StepOptions>): { g: number[]; norms: unknown } => {
    const k = kernels();
    let norms: unknown;
    const g = change(k, () => {
      ({ norms } = k.trainSequence(INPUTS, TARGETS, { ...PLAIN, learningRate: 1, ...options }));
    });
    return { g: g.map((x) => -x), norms };
  };
  const { g: whole, norms } = gradient({ wantNorms: true });
  const norm = Math.hypot(...whole);

  test('norms are those of the gradient before clipping, one for each matrix', () => {
    expect(norms).toEqual({
      W_in: expect.closeTo(Math.hypot(...whole.slice(0, 35)), 12),
      W_rec: expect.closeTo(Math.hypot(...whole.slice(35, 60)), 12),
      W_out: expect.closeTo(Math.hypot(...whole.slice(60)), 12),
    });
    expect(gradient({ clipNorm: norm / 2 }).norms).toEqual(norms);
    expect(gradient({}).norms).toBeNull();
    expect(gradient({ clipValue: 1 }).norms).toBeNull();
  });

  test('by norm: the direction stays, all three matrices together get the norm', () => {
    const { g } = gradient({ clipNorm: norm / 2 });
    expect(Math.hypot(...g)).toBeCloseTo(norm / 2, 12);
    g.forEach((x, i) => expect(x).toBeCloseTo(whole[i]! / 2, 12));
    expect(gradient({ clipNorm: norm * 1.01 }).g).toEqual(whole);
  });

  test('by value: each element is clamped', () => {
    const { g } = gradient({ clipValue: 0.05 });
    expect(whole.some((x) => Math.abs(x) > 0.05)).toBe(true);
    g.forEach((x, i) => expect(x).toBeCloseTo(Math.min(Math.max(whole[i]!, -0.05), 0.05), 12));
  });

  test('norm first, then value', () => {
    const { g } = gradient({ clipNorm: norm / 2, clipValue: 0.05 });
    g.forEach((x, i) => expect(x).toBeCloseTo(Math.min(Math.max(whole[i]! / 2, -0.05), 0.05), 12));
  });
});

describe('evaluation and prediction', () => {
  test('surprise is each step’s own loss', () => {
    const surprise = new Float64Array(5);
    const loss = kernels().evaluateSequence(INPUTS, TARGETS, surprise);
    expect(surprise.reduce((a, b) => a + b)).toBeCloseTo(loss, 14);
    const k = kernels();
    const p = new Float32Array(7);
    INPUTS.forEach((token, t) => {
      k.predictNext(token, p);
      expect(-Math.log(p[TARGETS[t]!]!)).toBeCloseTo(surprise[t]!, 6);
      expect(p.reduce((a, b) => a + b)).toBeCloseTo(1, 6);
    });
  });

  test('a sequence in two parts, the state carried, is the sequence', () => {
    const k = kernels();
    const first = k.evaluateSequence(INPUTS.subarray(0, 2), TARGETS.subarray(0, 2));
    const state = k.readState();
    k.resetState();
    k.writeState(state);
    const second = k.evaluateSequence(INPUTS.subarray(2), TARGETS.subarray(2));
    expect(first + second).toBeCloseTo(kernels().evaluateSequence(INPUTS, TARGETS), 6);
  });

  test('logits in the thousands neither overflow nor lose the loss', () => {
    const k = kernels();
    const { W_in, W_rec, W_out } = k.readWeights();
    k.writeParameters({ W_in: W_in.map((w) => 100 * w), W_rec, W_out: W_out.map((w) => 1e4 * w) });
    const loss = k.evaluateSequence(INPUTS, TARGETS);
    expect(loss).toBeGreaterThan(1000);
    expect(loss).toBeLessThan(Infinity);
  });
});

describe('what must not happen', () => {
  test('a loss that is not finite leaves weights and state as they were', () => {
    const k = kernels();
    const { W_in, W_rec, W_out } = k.readWeights();
    W_in[3] = NaN;
    k.writeParameters({ W_in, W_rec, W_out });
    k.writeState(Float32Array.of(1, 0, 0, 0, 0));
    const before = flat(k);
    const { loss, norms } = k.trainSequence(INPUTS, TARGETS, { ...PLAIN, wantNorms: true });
    expect(loss).toBeNaN();
    expect(norms).toBeNull();
    expect(flat(k)).toEqual(before);
    expect(k.readState()).toEqual(Float32Array.of(1, 0, 0, 0, 0));
  });

  test('what is read is a copy', () => {
    const k = kernels();
    const before = flat(k);
    k.readWeights().W_rec.fill(9);
    k.readParameters().W_in.fill(9);
    k.readState().fill(9);
    expect(flat(k)).toEqual(before);
    expect(k.readState()).toEqual(new Float32Array(5));
  });

  test('arguments that do not fit are refused with a sentence', () => {
    const k = kernels();
    const before = flat(k);
    const parameters = k.readParameters();
    expect(() => k.writeParameters({ ...parameters, W_out: new Float32Array(3) })).toThrow(
      new RangeError('W_out must have 35 elements, not 3.'),
    );
    expect(() => k.writeState(new Float32Array(4))).toThrow(RangeError);
    expect(() => k.trainSequence(new Uint32Array(0), new Uint32Array(0), PLAIN)).toThrow(RangeError);
    expect(() => k.trainSequence(INPUTS, TARGETS.subarray(1), PLAIN)).toThrow(RangeError);
    expect(() => k.trainSequence(Uint32Array.of(7), Uint32Array.of(0), PLAIN)).toThrow(
      new RangeError('Token 7 is outside the vocabulary of 7.'),
    );
    expect(() => k.evaluateSequence(Uint32Array.of(0), Uint32Array.of(7))).toThrow(RangeError);
    expect(() => k.evaluateSequence(INPUTS, TARGETS, new Float64Array(2))).toThrow(RangeError);
    expect(() => k.predictNext(7, new Float32Array(7))).toThrow(RangeError);
    expect(() => k.predictNext(0, new Float32Array(8))).toThrow(RangeError);
    expect(() => createReferenceKernels({ ...SHAPE, vocabulary: 1 })).toThrow(RangeError);
    expect(() => createReferenceKernels({ ...SHAPE, hidden: 0 })).toThrow(RangeError);
    expect(flat(k)).toEqual(before);
  });
});
