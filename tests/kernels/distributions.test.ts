import { describe, expect, it } from 'vitest';
import type { ModelShape, LanguageModelKernels } from '#shared/kernels/contract.ts';
import { createReferenceKernels } from '#shared/model/reference-kernels.ts';
import { createKernels, MODULES, random, randomWeights, tokens } from './cases.ts';

const SHAPES: readonly (ModelShape & { readonly T: number; readonly scores: number })[] = [
  { vocabulary: 5, hidden: 3, cell: 'tanh', T: 1, scores: 1 },
  { vocabulary: 701, hidden: 37, cell: 'sigmoid', T: 100, scores: 1 },
  { vocabulary: 2500, hidden: 61, cell: 'tanh', T: 197, scores: 30 },
];

/** Each step's distribution, one by one. */
function oneByOne(kernels: LanguageModelKernels, inputs: Uint32Array): Float32Array {
  const K = kernels.shape.vocabulary;
  const y = new Float32Array(inputs.length * K);
  inputs.forEach((token, t) => kernels.predictNext(token, y.subarray(t * K, (t + 1) * K)));
  return y;
}

describe.each(['reference', ...MODULES] as const)('the distributions of a sequence with %s', (name) => {
  it.each(SHAPES)('are those after each of its tokens: K $vocabulary, H $hidden, T $T', ({ T, scores, ...shape }) => {
    const weights = randomWeights(random(shape.hidden), shape, scores);
    const create = (): LanguageModelKernels => {
      const kernels = name === 'reference' ? createReferenceKernels(shape) : createKernels(name, shape);
      kernels.writeParameters(weights);
      return kernels;
    };
    const [inputs, targets] = [tokens(random(1), T, shape.vocabulary), tokens(random(2), T, shape.vocabulary)];
    const K = shape.vocabulary;
    const wanted = oneByOne(create(), inputs);

    const plain = create();
    const alone = new Float64Array(T);
    const loss = plain.evaluateSequence(inputs, targets, alone);
    const kernels = create();
    const surprise = new Float64Array(T);
    const y = new Float32Array(T * K);
    expect(kernels.evaluateSequence(inputs, targets, surprise, y)).toBe(loss);
    expect(surprise).toEqual(alone);
    expect(kernels.readState()).toEqual(plain.readState());
    const fed = create();
    fed.advanceState(inputs);
    expect(fed.readState()).toEqual(plain.readState());
    expect(() => fed.advanceState(Uint32Array.of(0, K))).toThrow(RangeError);
    expect(() => fed.advanceState(new Uint32Array(0))).toThrow(RangeError);

    // What is far below the largest score may be lost: relative to a billionth it does not matter.
    let worst = 0;
    y.forEach((p, i) => (worst = Math.max(worst, Math.abs(p - wanted[i]!) / (wanted[i]! + 1e-5))));
    expect(worst).toBeLessThan(1e-4);
    for (let t = 0; t < T; t++) {
      const row = y.subarray(t * K, (t + 1) * K);
      expect(row.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 4);
      expect(Math.abs(row[targets[t]!]! - Math.exp(-surprise[t]!))).toBeLessThan(1e-5);
    }
    expect(() => kernels.evaluateSequence(inputs, targets, surprise, y.subarray(1))).toThrow(RangeError);
  });
});
