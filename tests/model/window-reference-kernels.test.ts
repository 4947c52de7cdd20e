import { describe, expect, it } from 'vitest';
import type { ModelShape, StepOptions } from '#shared/kernels/contract.ts';
import { initialise } from '#shared/model/initialise.ts';
import { createReferenceKernels, type ReferenceKernels } from '#shared/model/reference-kernels.ts';
import { SENTENCE_START } from '#shared/text/settings.ts';

const SHAPE = { architecture: 'window', vocabulary: 7, hidden: 5, cell: 'tanh', projection: 3, context: 3 } as const;
const PLAIN: StepOptions = { learningRate: 0.1, clipNorm: null, clipValue: null, truncate: null, wantNorms: true };
const INPUTS = Uint32Array.of(1, 3, 4, 3, 5);
const TARGETS = Uint32Array.of(3, 4, 3, 5, 2);

function kernels(shape: ModelShape = SHAPE): ReferenceKernels {
  const k = createReferenceKernels(shape);
  k.writeParameters(initialise(shape, 1));
  return k;
}

describe('the reference of the window model', () => {
  it('gives the probabilities that the equations give', () => {
    const k = kernels();
    const { W_in, W_rec, W_out } = k.readWeights();
    const [K, H, P] = [7, 5, 3];
    const p = [5, 6, 3].flatMap((token) => [0, 1, 2].map((i) => W_in[i * K + token]!));
    const h = Array.from({ length: H }, (_, i) =>
      Math.tanh(p.reduce((sum, value, j) => sum + W_rec[i * 3 * P + j]! * value, 0)),
    );
    const z = Array.from({ length: K }, (_, i) => h.reduce((sum, value, j) => sum + W_out[i * H + j]! * value, 0));
    const total = z.reduce((sum, value) => sum + Math.exp(value), 0);
    const y = new Float32Array(K);
    k.advanceState(Uint32Array.of(4, 5, 6));
    k.predictNext(3, y);
    y.forEach((probability, i) => expect(probability).toBeCloseTo(Math.exp(z[i]!) / total, 6));
  });

  it('sees <s> before the first token, and nothing older than its window', () => {
    const k = kernels();
    expect([...k.readState()]).toEqual([SENTENCE_START, SENTENCE_START, SENTENCE_START]);
    const [a, b] = [new Float32Array(7), new Float32Array(7)];
    k.advanceState(Uint32Array.of(6, 6, 3, 4));
    k.predictNext(5, a);
    expect([...k.readState()]).toEqual([3, 4, 5]);
    k.writeState(Float32Array.of(0, 3, 4));
    k.predictNext(5, b);
    expect(a).toEqual(b);
    k.writeState(Float32Array.of(3, 0, 4));
    k.predictNext(5, b);
    expect(a).not.toEqual(b);
  });

  it('reads a sequence in pieces as at once', () => {
    const [whole, pieces] = [kernels(), kernels()];
    const surprise = new Float64Array(5);
    const loss = whole.evaluateSequence(INPUTS, TARGETS, surprise);
    const first = pieces.evaluateSequence(INPUTS.subarray(0, 2), TARGETS.subarray(0, 2));
    pieces.writeState(pieces.readState());
    expect(first + pieces.evaluateSequence(INPUTS.subarray(2), TARGETS.subarray(2))).toBeCloseTo(loss, 12);
    expect(surprise.reduce((sum, nats) => sum + nats)).toBeCloseTo(loss, 12);
    expect(whole.readState()).toEqual(pieces.readState());
  });

  it('learns: the same loss as evaluated, then a smaller one', () => {
    const k = kernels();
    const before = k.evaluateSequence(INPUTS, TARGETS);
    k.resetState();
    const { loss, norms } = k.trainSequence(INPUTS, TARGETS, PLAIN);
    expect(loss).toBeCloseTo(before, 12);
    expect(Math.min(...Object.values(norms ?? {}))).toBeGreaterThan(0);
    expect([...k.readState()]).toEqual([4, 3, 5]);
    k.resetState();
    expect(k.evaluateSequence(INPUTS, TARGETS)).toBeLessThan(before);
  });

  it('writes only the projections that it looked up', () => {
    const k = kernels();
    const before = k.readWeights().W_in;
    k.trainSequence(INPUTS, TARGETS, PLAIN);
    const after = k.readWeights().W_in;
    for (let token = 0; token < 7; token++) {
      const changed = [0, 1, 2].some((i) => after[i * 7 + token] !== before[i * 7 + token]);
      expect(changed, `token ${token}`).toBe(INPUTS.includes(token));
    }
  });

  it('refuses impossible shapes and states', () => {
    expect(() => createReferenceKernels({ ...SHAPE, projection: 0 })).toThrow(RangeError);
    expect(() => createReferenceKernels({ ...SHAPE, context: 1.5 })).toThrow(RangeError);
    for (const state of [
      [1, 1],
      [1, 1, 7],
      [1, 1, -1],
      [1, 1, 0.5],
      [1, 1, NaN],
    ])
      expect(() => kernels().writeState(Float32Array.from(state)), String(state)).toThrow(RangeError);
  });
});
