import { describe, expect, it } from 'vitest';
import type { Examples } from '#shared/datasets/examples.ts';
import type { MlpShape } from '#shared/kernels/mlp/contract.ts';
import { checkShape, parameterCount } from '#shared/kernels/mlp/shape.ts';
import { addGradient, cost, errors, feedforward } from '#shared/model/mlp/backpropagation.ts';
import { INITIALISATIONS, initialisePerceptron } from '#shared/model/mlp/initialise.ts';
import { createPerceptron, parameterArrays, zeroParameters } from '#shared/model/mlp/network.ts';
import { createMlpReferenceKernels } from '#shared/model/mlp/reference-kernels.ts';
import { perceptron, randomExamples, randomParameters } from './networks.ts';

const sigma = (z: number): number => 1 / (1 + Math.exp(-z));

describe('the four equations, by hand on 2-2-1 sigmoid with the quadratic cost', () => {
  const shape = perceptron([2, 2, 1], 'sigmoid', 'sigmoid', 'quadratic');
  const network = createPerceptron(shape);
  const weights = {
    weights: [Float64Array.of(0.1, -0.2, 0.3, 0.4), Float64Array.of(0.5, -0.6)],
    biases: [Float64Array.of(0.01, 0.02), Float64Array.of(-0.03)],
  };
  const [x, y] = [Float64Array.of(1, -2), Float64Array.of(1)];
  const h = [sigma(0.1 + 0.4 + 0.01), sigma(0.3 - 0.8 + 0.02)] as const;
  const out = sigma(0.5 * h[0] - 0.6 * h[1] - 0.03);
  const pass = feedforward(network, weights, x);

  it('step 1', () => {
    expect([...pass.a[1]!]).toEqual([expect.closeTo(h[0], 15), expect.closeTo(h[1], 15)]);
    expect(pass.a[2]![0]).toBeCloseTo(out, 15);
    expect(cost(network, pass, y)).toBeCloseTo((1 - out) ** 2 / 2, 15);
  });

  it('BP1 to BP4', () => {
    const delta2 = -(1 - out) * out * (1 - out);
    const delta1 = [0.5 * delta2 * h[0] * (1 - h[0]), -0.6 * delta2 * h[1] * (1 - h[1])] as const;
    const delta = errors(network, weights, pass, y);
    expect(delta[2]![0]).toBeCloseTo(delta2, 15);
    expect(delta[1]![0]).toBeCloseTo(delta1[0], 15);
    expect(delta[1]![1]).toBeCloseTo(delta1[1], 15);
    const dC = zeroParameters(shape);
    addGradient(network, delta, pass, dC);
    const expected = [
      [delta1[0], -2 * delta1[0], delta1[1], -2 * delta1[1]],
      delta1,
      [delta2 * h[0], delta2 * h[1]],
      [delta2],
    ];
    parameterArrays(dC).forEach((array, at) =>
      array.forEach((g, i) => expect(g).toBeCloseTo(expected[at]![i] ?? NaN, 15)),
    );
  });
});

describe('the cost stays finite where an activation rounds to 0 or 1', () => {
  it.each([
    ['sigmoid', 1],
    ['softmax', 2],
  ] as const)('%s', (output, units) => {
    const shape = perceptron([1, units], 'sigmoid', output, 'cross-entropy');
    const kernels = createMlpReferenceKernels(shape);
    kernels.writeParameters({ weights: [Float32Array.of(900, 0).slice(0, units)], biases: [new Float32Array(units)] });
    const examples = (value: number): Examples => ({
      count: 1,
      width: 1,
      inputs: { kind: 'dense', values: Float32Array.of(value), scale: 1 },
      targets: { kind: 'classes', classes: Uint32Array.of(output === 'sigmoid' ? 0 : 1), count: 2 },
    });
    expect(kernels.evaluate(examples(1), Uint32Array.of(0))).toBeCloseTo(900, 9);
    expect(kernels.evaluate(examples(-1), Uint32Array.of(0))).toBeCloseTo(0, 9);
  });
});

describe('batch gradient descent', () => {
  const shape = perceptron([4, 5, 3], 'tanh', 'softmax', 'cross-entropy');
  const examples = randomExamples(shape, 6, 3, { inputs: 'dense', targets: 'classes' });
  const start = randomParameters(shape, 1);
  const all = Uint32Array.of(0, 1, 2, 3, 4, 5);
  const plain = { learningRate: 0.3, weightDecay: 0, momentum: 0 };

  function after(batches: readonly Uint32Array[], options = plain): Float64Array[] {
    const kernels = createMlpReferenceKernels(shape);
    kernels.writeParameters(start);
    for (const batch of batches) kernels.trainBatch(examples, batch, options);
    return parameterArrays(kernels.readWeights());
  }
  const difference = (a: Float64Array[], b: Float64Array[]): number =>
    Math.max(...a.flatMap((array, at) => [...array].map((w, i) => Math.abs(w - b[at]![i]!))));

  it('a batch is the mean of its examples’ steps', () => {
    const before = parameterArrays(start).map((array) => Float64Array.from(array));
    const single = [...all].map((i) => after([Uint32Array.of(i)]));
    const mean = before.map((w, at) =>
      w.map((value, i) => value + single.reduce((sum, one) => sum + (one[at]![i]! - value) / 6, 0)),
    );
    expect(difference(after([all]), mean)).toBeLessThan(1e-14);
  });

  it('weights decay by alpha lambda, biases do not', () => {
    const [with_, without] = [after([all], { ...plain, weightDecay: 0.1 }), after([all])];
    parameterArrays(start).forEach((w, at) => {
      const factor = at % 2 === 0 ? 0.3 * 0.1 : 0;
      w.forEach((value, i) => expect(with_[at]![i]).toBeCloseTo(without[at]![i]! - factor * value, 14));
    });
  });

  it('momentum carries the last step on', () => {
    const [one, two] = [after([all], { ...plain, momentum: 0.5 }), after([all, all], { ...plain, momentum: 0.5 })];
    expect(difference(one, after([all]))).toBe(0);
    const second = createMlpReferenceKernels(shape);
    second.writeParameters({ weights: [one[0]!, one[2]!], biases: [one[1]!, one[3]!] });
    second.trainBatch(examples, all, plain);
    const expected = parameterArrays(second.readWeights()).map((w, at) =>
      w.map((value, i) => value + 0.5 * (one[at]![i]! - parameterArrays(start)[at]![i]!)),
    );
    expect(difference(two, expected)).toBeLessThan(1e-14);
  });

  it('a cost that is not finite changes nothing', () => {
    const kernels = createMlpReferenceKernels(shape);
    kernels.writeParameters({ ...start, biases: start.biases.map((b) => b.map(() => NaN)) });
    const before = kernels.readParameters();
    expect(kernels.trainBatch(examples, all, plain)).toBeNaN();
    expect(kernels.readParameters()).toEqual(before);
  });
});

describe('shapes', () => {
  const change = (changes: Partial<MlpShape>) => () =>
    checkShape({ ...perceptron([2, 3, 1], 'tanh', 'sigmoid', 'quadratic'), ...changes });

  it.each([
    [{ layers: [2, 3] }, /sizes/],
    [{ layers: [2, 0, 1] }, /0 units/],
    [{ layers: [2, 2.5, 1] }, /2\.5 units/],
    [{ activations: ['softmax', 'sigmoid'] }, /output layer alone/],
    [{ activations: ['tanh', 'softmax'] }, /need the cross-entropy/],
    [{ activations: ['tanh', 'relu'], cost: 'cross-entropy' }, /needs softmax or sigmoid/],
    [{ activations: ['tanh', 'softmax'], cost: 'cross-entropy' }, /at least two/],
  ] as [Partial<MlpShape>, RegExp][])('%j is refused', (changes, sentence) => {
    expect(change(changes)).toThrow(sentence);
  });

  it('counts its parameters', () => {
    expect(parameterCount(perceptron([784, 30, 10], 'sigmoid', 'sigmoid', 'quadratic'))).toBe(784 * 30 + 30 + 310);
  });
});

describe('initialisation', () => {
  const layers = [400, 200, 10];

  it.each(INITIALISATIONS)('%s has the spread it promises', (rule) => {
    const { weights, biases } = initialisePerceptron({ layers }, rule, 5);
    const deviation = (array: Float32Array): number => Math.sqrt(array.reduce((s, w) => s + w * w, 0) / array.length);
    const n = 400;
    const expected = {
      uniform: 1 / Math.sqrt(3 * n),
      normal: 1 / Math.sqrt(n),
      'unit-normal': 1,
      glorot: Math.sqrt(2 / (n + 200)),
      he: Math.sqrt(2 / n),
    }[rule];
    expect(deviation(weights[0]!) / expected).toBeCloseTo(1, 1);
    expect(Math.abs(weights[0]!.reduce((s, w) => s + w, 0) / weights[0]!.length)).toBeLessThan(expected / 50);
    const bias = { uniform: 1 / Math.sqrt(3 * n), normal: 1, 'unit-normal': 1, glorot: 0, he: 0 }[rule];
    expect(deviation(biases[0]!)).toBeGreaterThanOrEqual(bias * 0.85);
    expect(deviation(biases[0]!)).toBeLessThanOrEqual(bias * 1.15);
  });

  it('gives the same bits for the same seed, and others for another', () => {
    const draw = (seed: number) => initialisePerceptron({ layers }, 'normal', seed);
    expect(draw(1)).toEqual(draw(1));
    expect(draw(2).weights[0]).not.toEqual(draw(1).weights[0]);
  });
});
