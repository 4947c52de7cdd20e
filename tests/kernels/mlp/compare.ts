/** One or two batches on the perceptron's kernels against the double-precision reference. */
import { expect } from 'vitest';
import { buildKernels, readKernel } from '../../../scripts/build-kernels.ts';
import type { BatchOptions, MlpKernels, MlpParameters, MlpShape } from '#shared/kernels/mlp/contract.ts';
import { MLP_KERNEL_MODULES } from '#shared/kernels/mlp/simd/assembly/options.ts';
import { createMlpSimdKernels } from '#shared/kernels/mlp/simd/mlp-simd-kernels.ts';
import { outputUnits } from '#shared/kernels/mlp/shape.ts';
import { type Examples, readInput, readTarget } from '#shared/datasets/examples.ts';
import { backpropagate } from '#shared/model/mlp/backpropagation.ts';
import { createPerceptron, mapParameters, parameterArrays, zeroParameters } from '#shared/model/mlp/network.ts';
import { createMlpReferenceKernels } from '#shared/model/mlp/reference-kernels.ts';
import { Random } from '#shared/random.ts';
import { type ExampleKind, randomExamples, randomParameters } from '../../model/mlp/networks.ts';

await buildKernels();
export const MODULES = Object.keys(MLP_KERNEL_MODULES);
const compiled = new Map(MODULES.map((name) => [name, new WebAssembly.Module(readKernel(name))]));

export const createKernels = (name: string, shape: MlpShape): MlpKernels =>
  createMlpSimdKernels(compiled.get(name)!, shape, name);

/**
 * Single precision rounds to 6e-8. Gradients are sums of up to thousands of rounded products that may cancel, so that
 * errors are compared with the largest element of the same array if nothing cancelled between the examples.
 */
const UPDATE_TOLERANCE = 1e-5;
const COST_TOLERANCE = 2e-6;
const OUTPUT_TOLERANCE = 1e-5;

export const PLAIN: BatchOptions = { learningRate: 0.1, weightDecay: 0, momentum: 0 };

export interface Case {
  readonly shape: MlpShape;
  /** m */
  readonly batch: number;
  readonly kind: ExampleKind;
  readonly options?: Partial<BatchOptions>;
}

/** Trains the same batch twice, so that momentum shows, and evaluates; all of it must agree with the reference. */
export function compare(module: string, { shape, batch: m, kind, options: changes }: Case): void {
  const seed = m * 31 + shape.layers.reduce((sum, units) => sum * 7 + units, 0);
  const examples = randomExamples(shape, m + 2, seed, kind);
  const random = new Random(seed);
  const batch = new Uint32Array(m).map(() => random.below(m + 2));
  const options = { ...PLAIN, ...changes };
  const reference = createMlpReferenceKernels(shape);
  const kernels = createKernels(module, shape);
  const start = randomParameters(shape, seed);
  let before: MlpParameters = start;
  for (let step = 0; step < 2; step++) {
    // from equal weights: only one step's rounding is compared
    reference.writeParameters(before);
    kernels.writeParameters(before);
    const expected = reference.trainBatch(examples, batch, options);
    const C = kernels.trainBatch(examples, batch, options);
    expect(Math.abs(C - expected) / Math.max(1, expected), 'C').toBeLessThan(COST_TOLERANCE);
    const size = sizesOfChange(shape, before, examples, batch, options);
    expectSameChange(before, kernels.readParameters(), reference.readWeights(), size);
    before = reference.readParameters();
  }
  const outputs = [new Float32Array(m * outputUnits(shape)), new Float32Array(m * outputUnits(shape))] as const;
  kernels.writeParameters(before);
  reference.writeParameters(before);
  const expected = reference.evaluate(examples, batch, outputs[0]);
  const C = kernels.evaluate(examples, batch, outputs[1]);
  expect(Math.abs(C - expected) / Math.max(1, expected), 'C of an evaluation').toBeLessThan(COST_TOLERANCE);
  const largest = outputs[0].reduce((most, a) => Math.max(most, Math.abs(a)), 1e-3);
  outputs[1].forEach((a, i) => expect(Math.abs(a - outputs[0][i]!) / largest).toBeLessThan(OUTPUT_TOLERANCE));
}

/** For each array the largest alpha (1/m sum_i |grad C_i| + lambda |w|). */
function sizesOfChange(
  shape: MlpShape,
  weights: MlpParameters,
  examples: Examples,
  batch: Uint32Array,
  { learningRate, weightDecay }: BatchOptions,
): number[] {
  const network = createPerceptron(shape);
  const exact = mapParameters(weights, (array) => Float64Array.from(array));
  const sums = parameterArrays(mapParameters(exact, (array) => array.map((w) => weightDecay * Math.abs(w))));
  const [x, y] = [new Float64Array(examples.width), new Float64Array(outputUnits(shape))];
  for (const i of batch) {
    readInput(examples, i, x);
    readTarget(examples, i, y);
    const dC = zeroParameters(shape);
    backpropagate(network, exact, x, y, dC);
    parameterArrays(dC).forEach((dW, at) => dW.forEach((g, j) => (sums[at]![j]! += Math.abs(g) / batch.length)));
  }
  return sums.map((sum) => learningRate * sum.reduce((most, s) => Math.max(most, s), 1e-9));
}

function expectSameChange(
  before: MlpParameters,
  after: MlpParameters,
  expected: MlpParameters<Float64Array>,
  sizes: readonly number[],
): void {
  const [old, own, exact] = [parameterArrays(before), parameterArrays(after), parameterArrays(expected)];
  old.forEach((array, at) => {
    let [error, size] = [0, sizes[at]!];
    array.forEach((w, i) => {
      // The new weight is rounded to single precision: half a unit in its last place is not the update's error.
      const rounding = Math.abs(own[at]![i]!) * 2 ** -24;
      error = Math.max(error, Math.abs(own[at]![i]! - exact[at]![i]!) - rounding);
      size = Math.max(size, Math.abs(exact[at]![i]! - w));
    });
    expect(error / size, `${at % 2 === 0 ? 'W' : 'b'}${Math.floor(at / 2) + 1}`).toBeLessThan(UPDATE_TOLERANCE);
  });
}
