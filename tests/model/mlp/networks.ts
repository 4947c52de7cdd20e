/** Small networks and examples for the tests of the perceptron, from explicit seeds. */
import type { Examples, Targets } from '#shared/datasets/examples.ts';
import type { CostName, MlpParameters, MlpShape, OutputActivationName } from '#shared/kernels/mlp/contract.ts';
import { inputUnits, outputUnits } from '#shared/kernels/mlp/shape.ts';
import { Random } from '#shared/random.ts';

/** Hidden layers share one activation. */
export const perceptron = (
  layers: readonly number[],
  hidden: Exclude<OutputActivationName, 'softmax'>,
  output: OutputActivationName,
  cost: CostName,
): MlpShape => ({
  layers,
  activations: layers.slice(1).map((_, l) => (l < layers.length - 2 ? hidden : output)),
  cost,
});

/** Distinct weights, rounded to single precision, so that all kernels start from the same numbers. */
export function randomParameters({ layers }: MlpShape, seed: number, scale = 1.5): MlpParameters {
  const random = new Random(seed);
  const uniform = (length: number, bound: number): Float32Array =>
    new Float32Array(length).map(() => bound * (2 * random.next() - 1));
  const units = layers.slice(1);
  return {
    weights: units.map((rows, l) => uniform(rows * layers[l]!, scale / Math.sqrt(layers[l]!))),
    biases: units.map((rows) => uniform(rows, 0.4)),
  };
}

export interface ExampleKind {
  readonly inputs: 'dense' | 'bytes' | 'sparse' | 'one-hot';
  readonly targets: 'classes' | 'values';
}

/** N examples that fit the shape. */
export function randomExamples(shape: MlpShape, N: number, seed: number, kind: ExampleKind): Examples {
  const random = new Random(seed);
  const [width, outputs] = [inputUnits(shape), outputUnits(shape)];
  return { count: N, width, inputs: randomInputs(N, width, random, kind.inputs), targets: targets() };

  function targets(): Targets {
    if (kind.targets === 'classes') {
      const count = Math.max(2, outputs);
      return { kind: 'classes', classes: new Uint32Array(N).map(() => random.below(count)), count };
    }
    const values = new Float32Array(N * outputs).map(() => random.next());
    // soft labels sum to 1
    for (let i = 0; i < N; i++) {
      const y = values.subarray(i * outputs, (i + 1) * outputs);
      const sum = shape.activations.at(-1) === 'softmax' ? y.reduce((a, b) => a + b, 0) : 1;
      y.forEach((_, j) => (y[j]! /= sum));
    }
    return { kind: 'values', values, width: outputs };
  }
}

function randomInputs(N: number, width: number, random: Random, kind: ExampleKind['inputs']): Examples['inputs'] {
  if (kind === 'dense') return { kind, values: new Float32Array(N * width).map(() => 2 * random.next() - 1), scale: 1 };
  if (kind === 'bytes')
    return { kind: 'dense', values: new Uint8Array(N * width).map(() => random.below(256)), scale: 1 / 255 };
  const columns: number[] = [];
  // none in the first example; columns may come twice
  const starts = new Uint32Array(N + 1).map((_, i) => {
    if (i > 1) for (let e = random.below(Math.min(width, 9) + 1); e > 0; e--) columns.push(random.below(width));
    return columns.length;
  });
  const values = kind === 'one-hot' ? null : new Float32Array(columns.length).map(() => 2 * random.next() - 1);
  return { kind: 'sparse', starts, columns: Uint32Array.from(columns), values };
}
