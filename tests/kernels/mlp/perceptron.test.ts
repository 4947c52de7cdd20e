import { describe, expect, it } from 'vitest';
import {
  ACTIVATION_NAMES,
  type BatchOptions,
  type CostName,
  type OutputActivationName,
} from '#shared/kernels/mlp/contract.ts';
import { parameterArrays } from '#shared/model/mlp/network.ts';
import { createMlpReferenceKernels } from '#shared/model/mlp/reference-kernels.ts';
import { Random } from '#shared/random.ts';
import { type ExampleKind, perceptron, randomExamples, randomParameters } from '../../model/mlp/networks.ts';
import { compare, createKernels, MODULES, PLAIN } from './compare.ts';

const OUTPUTS: readonly (readonly [OutputActivationName, CostName])[] = [
  ...ACTIVATION_NAMES.map((name) => [name, 'quadratic'] as const),
  ['sigmoid', 'cross-entropy'],
  ['softmax', 'cross-entropy'],
];
const DENSE: ExampleKind = { inputs: 'dense', targets: 'values' };
const OPTIONS: readonly Partial<BatchOptions>[] = [
  {},
  { weightDecay: 0.03 },
  { momentum: 0.9 },
  { momentum: 0.5, weightDecay: 0.03 },
];

describe.each(MODULES)('%s agrees with the reference', (module) => {
  it.each(OUTPUTS)('output %s, cost %s, every hidden activation', (output, cost) => {
    for (const hidden of ACTIVATION_NAMES)
      for (const layers of [
        [5, 3],
        [7, 9, 4],
        [3, 6, 5, 2],
        [13, 30, 21, 17, 10],
      ])
        compare(module, { shape: perceptron(layers, hidden, output, cost), batch: 5, kind: DENSE });
  });

  it.each(['dense', 'bytes', 'sparse', 'one-hot'] as const)('%s inputs, every update', (inputs) => {
    for (const options of OPTIONS)
      for (const batch of [1, 4, 150])
        compare(module, {
          shape: perceptron([37, 11, 4], 'tanh', 'softmax', 'cross-entropy'),
          batch,
          kind: { inputs, targets: 'classes' },
          options,
        });
  });

  it('a single unit for two classes', () => {
    for (const cost of ['quadratic', 'cross-entropy'] as const)
      compare(module, {
        shape: perceptron([2, 2, 1], 'sigmoid', 'sigmoid', cost),
        batch: 4,
        kind: { inputs: 'dense', targets: 'classes' },
      });
  });

  it('pictures of digits, mini-batches of 10', () => {
    for (const shape of [
      perceptron([784, 30, 10], 'sigmoid', 'sigmoid', 'quadratic'),
      perceptron([784, 100, 10], 'sigmoid', 'sigmoid', 'cross-entropy'),
    ])
      compare(module, {
        shape,
        batch: 10,
        kind: { inputs: 'bytes', targets: 'classes' },
        options: { weightDecay: 1e-4 },
      });
  });

  it('many classes', () => {
    compare(module, {
      shape: perceptron([60, 33, 1001], 'tanh', 'softmax', 'cross-entropy'),
      batch: 6,
      kind: { inputs: 'one-hot', targets: 'classes' },
    });
  });

  it('random shapes', () => {
    const random = new Random(99);
    const size = (most: number): number => 1 + Math.floor(most * random.next() ** 3);
    for (let i = 0; i < 40; i++) {
      const depth = 1 + random.below(4);
      const [output, cost] = OUTPUTS[random.below(OUTPUTS.length)]!;
      const layers = Array.from({ length: depth + 1 }, () => size(90));
      if (output === 'softmax') layers[depth]!++;
      // deep relu and linear networks grow by as much each layer
      compare(module, {
        shape: perceptron(layers, ACTIVATION_NAMES[random.below(4)]!, output, cost),
        batch: size(300),
        kind: { inputs: (['dense', 'bytes', 'sparse', 'one-hot'] as const)[random.below(4)]!, targets: 'values' },
        options: OPTIONS[random.below(4)]!,
      });
    }
  });
});

describe.each(MODULES)('%s', (module) => {
  const shape = perceptron([6, 5, 3], 'relu', 'softmax', 'cross-entropy');
  const examples = randomExamples(shape, 9, 1, { inputs: 'dense', targets: 'classes' });
  const all = Uint32Array.from({ length: 9 }, (_, i) => i);

  it('reads what was written, weights and velocity', () => {
    const kernels = createKernels(module, shape);
    const [parameters, velocity] = [randomParameters(shape, 1), randomParameters(shape, 2)];
    kernels.writeParameters(parameters);
    expect(kernels.readParameters()).toEqual(parameters);
    expect(kernels.readVelocity()).toBeNull();
    kernels.writeVelocity(velocity);
    expect(kernels.readVelocity()).toEqual(velocity);
    kernels.writeVelocity(null);
    expect(kernels.readVelocity()).toBeNull();
  });

  it('goes on with the same bits from weights and velocity alone', () => {
    const options = { ...PLAIN, momentum: 0.8, weightDecay: 0.01 };
    const [one, two] = [createKernels(module, shape), createKernels(module, shape)];
    one.writeParameters(randomParameters(shape, 1));
    one.trainBatch(examples, all, options);
    two.writeParameters(one.readParameters());
    two.writeVelocity(one.readVelocity());
    for (const kernels of [one, two]) kernels.trainBatch(examples, all.subarray(2, 7), options);
    expect(two.readParameters()).toEqual(one.readParameters());
    expect(two.readVelocity()).toEqual(one.readVelocity());
  });

  it('forgets the velocity when told to', () => {
    const options = { ...PLAIN, momentum: 0.8 };
    const [fresh, used] = [createKernels(module, shape), createKernels(module, shape)];
    used.writeParameters(randomParameters(shape, 3));
    used.trainBatch(examples, all, options);
    used.writeVelocity(null);
    for (const kernels of [fresh, used]) {
      kernels.writeParameters(randomParameters(shape, 1));
      kernels.trainBatch(examples, all, options);
    }
    expect(used.readParameters()).toEqual(fresh.readParameters());
  });

  it('a cost that is not finite changes nothing, whatever the batch', () => {
    for (const m of [1, 9, 400]) {
      const kernels = createKernels(module, shape);
      const start = randomParameters(shape, 1);
      const broken = { ...start, biases: start.biases.map((b, l) => (l === 0 ? b : b.map(() => NaN))) };
      kernels.writeParameters(broken);
      expect(kernels.trainBatch(examples, new Uint32Array(m), { ...PLAIN, momentum: 0.5 })).toBeNaN();
      expect(kernels.readParameters()).toEqual(broken);
      expect(kernels.readVelocity()).toBeNull();
    }
  });

  it('an infinite weight shows in the cost', () => {
    for (const [output, cost] of OUTPUTS) {
      const kernels = createKernels(module, perceptron([6, 5, 3], 'sigmoid', output, cost));
      const start = randomParameters(shape, 1);
      kernels.writeParameters({ ...start, biases: [start.biases[0]!, start.biases[1]!.map(() => NaN)] });
      expect(kernels.evaluate(examples, all), `${output} ${cost}`).toBeNaN();
    }
  });

  it('decays weights of inputs that never occur without leaving denormal numbers', () => {
    const kernels = createKernels(module, perceptron([2, 3, 2], 'sigmoid', 'softmax', 'cross-entropy'));
    const dark = { ...randomExamples(shape, 4, 1, { inputs: 'dense', targets: 'classes' }), width: 2 };
    const pictures = {
      ...dark,
      inputs: { kind: 'dense', values: Float32Array.of(0, 1, 0, 2, 0, 3, 0, 4), scale: 1 } as const,
      targets: { kind: 'classes', classes: Uint32Array.of(0, 1, 0, 1), count: 2 } as const,
    };
    kernels.writeParameters(randomParameters(kernels.shape, 1));
    for (let step = 0; step < 200; step++)
      kernels.trainBatch(pictures, Uint32Array.of(0, 1, 2, 3), { ...PLAIN, learningRate: 0.5, weightDecay: 1 });
    const W1 = kernels.readParameters().weights[0]!;
    expect([W1[0], W1[2], W1[4]]).toEqual([0, 0, 0]);
    for (const array of parameterArrays(kernels.readParameters()))
      array.forEach((w) => expect(w === 0 || Math.abs(w) > 1e-19).toBe(true));
  });

  it('large scores: softmax neither overflows nor loses its cost', () => {
    const wide = perceptron([1, 3], 'sigmoid', 'softmax', 'cross-entropy');
    const one = (classes: number[]) => ({
      count: classes.length,
      width: 1,
      inputs: { kind: 'dense', values: new Float32Array(classes.length).fill(1), scale: 1 } as const,
      targets: { kind: 'classes', classes: Uint32Array.from(classes), count: 3 } as const,
    });
    const kernels = createKernels(module, wide);
    kernels.writeParameters({ weights: [Float32Array.of(3000, -2000, 0)], biases: [new Float32Array(3)] });
    expect(kernels.evaluate(one([0]), Uint32Array.of(0))).toBe(0);
    expect(kernels.evaluate(one([0, 1]), Uint32Array.of(1))).toBe(5000);
  });

  it('learns as the reference does', () => {
    const [simd, reference] = [createKernels(module, shape), createMlpReferenceKernels(shape)];
    for (const kernels of [simd, reference]) {
      kernels.writeParameters(randomParameters(shape, 4));
      for (let step = 0; step < 100; step++) kernels.trainBatch(examples, all, { ...PLAIN, momentum: 0.9 });
    }
    expect(simd.evaluate(examples, all)).toBeCloseTo(reference.evaluate(examples, all), 4);
    parameterArrays(simd.readParameters()).forEach((array, at) =>
      array.forEach((w, i) => expect(w).toBeCloseTo(parameterArrays(reference.readWeights())[at]![i]!, 3)),
    );
  });

  it('refuses what does not fit', () => {
    const kernels = createKernels(module, shape);
    const none = new Uint32Array(0);
    expect(() => kernels.trainBatch(examples, none, PLAIN)).toThrow(/at least one example/);
    expect(() => kernels.trainBatch(examples, Uint32Array.of(9), PLAIN)).toThrow(/no example 9/);
    expect(() => kernels.trainBatch({ ...examples, width: 7 }, all, PLAIN)).toThrow(/7 inputs/);
    expect(() => kernels.trainBatch(examples, all, { ...PLAIN, momentum: 1 })).toThrow(/momentum of 1/);
    expect(() => kernels.trainBatch(examples, all, { ...PLAIN, learningRate: NaN })).toThrow(/learning rate of NaN/);
    expect(() => kernels.trainBatch(examples, all, { ...PLAIN, weightDecay: -1 })).toThrow(/weight decay of -1/);
    expect(() => kernels.evaluate(examples, all, new Float32Array(5))).toThrow(/27 numbers/);
    expect(() =>
      kernels.writeParameters(randomParameters(perceptron([6, 4, 3], 'tanh', 'tanh', 'quadratic'), 1)),
    ).toThrow(/W1 has 24 elements/);
    const sparse = {
      ...examples,
      count: 1,
      inputs: {
        kind: 'sparse',
        starts: Uint32Array.of(0, 1),
        columns: Uint32Array.of(6),
        values: null,
      } as const,
    };
    expect(() => kernels.evaluate(sparse, Uint32Array.of(0))).toThrow(/column 6 of 6/);
  });
});
