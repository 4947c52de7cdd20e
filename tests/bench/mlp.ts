/**
 * Times epochs of the perceptron on 60,000 made-up pictures of 28 x 28, one thread, in seconds of processor time.
 *
 *     node tests/bench/mlp.ts [--module mlp-simd128] [--epochs 3]
 */
import { parseArgs } from 'node:util';
import { buildKernels, readKernel } from '../../scripts/build-kernels.ts';
import type { Examples } from '../../src-shared/datasets/examples.ts';
import type { BatchOptions, MlpShape } from '../../src-shared/kernels/mlp/contract.ts';
import { createMlpSimdKernels } from '../../src-shared/kernels/mlp/simd/mlp-simd-kernels.ts';
import { initialisePerceptron } from '../../src-shared/model/mlp/initialise.ts';
import { Random, shuffle } from '../../src-shared/random.ts';

const { values } = parseArgs({
  options: { module: { type: 'string', default: 'mlp-simd128' }, epochs: { type: 'string', default: '3' } },
});

const PICTURES = 60_000;
const sigmoid = (hidden: number[], cost: MlpShape['cost']): MlpShape => ({
  layers: [784, ...hidden, 10],
  activations: [...hidden, 10].map(() => 'sigmoid'),
  cost,
});
const plain: BatchOptions = { learningRate: 0.5, weightDecay: 0, momentum: 0 };
const CASES: readonly (readonly [MlpShape, number, BatchOptions])[] = [
  [sigmoid([30], 'quadratic'), 10, plain],
  [sigmoid([30], 'quadratic'), 10, { ...plain, momentum: 0.9 }],
  [sigmoid([30], 'quadratic'), 1, plain],
  [sigmoid([30], 'quadratic'), 100, plain],
  [sigmoid([100], 'cross-entropy'), 10, { ...plain, weightDecay: 1e-4 }],
  [sigmoid([256, 128], 'cross-entropy'), 32, plain],
];

const random = new Random(1);
/** About half of the pixels are dark. */
const pixels = new Uint8Array(PICTURES * 784).map(() => Math.max(0, random.below(512) - 256));
const examples: Examples = {
  count: PICTURES,
  width: 784,
  inputs: { kind: 'dense', values: pixels, scale: 1 / 255 },
  targets: { kind: 'classes', classes: new Uint32Array(PICTURES).map(() => random.below(10)), count: 10 },
};

await buildKernels();
const module = new WebAssembly.Module(readKernel(values.module));
const order = new Uint32Array(PICTURES).map((_, i) => i);
process.stdout.write(`${values.module}, one thread; seconds an epoch of ${PICTURES}, best of ${values.epochs}\n`);
for (const [shape, m, options] of CASES) {
  const kernels = createMlpSimdKernels(module, shape, values.module);
  kernels.writeParameters(initialisePerceptron(shape, 'normal', 1));
  const times = Array.from({ length: Number(values.epochs) }, () => {
    shuffle(order, random);
    const start = process.cpuUsage();
    for (let i = 0; i < PICTURES; i += m) {
      const cost = kernels.trainBatch(examples, order.subarray(i, i + m), options);
      if (!Number.isFinite(cost)) throw new Error('The cost is not finite: the benchmark would measure nothing.');
    }
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e6;
  });
  const name = `${shape.layers.join('-')} ${shape.cost}, batch ${m}, decay ${options.weightDecay}, momentum ${options.momentum}`;
  process.stdout.write(`${name.padEnd(72)} ${Math.min(...times).toFixed(3)}\n`);
}
