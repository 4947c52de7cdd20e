/**
 * Initial weights and biases. n is a unit's number of inputs (fan-in), k the layer's number of units.
 *
 *     uniform       W, b uniform in ±1/sqrt(n)                            the program's default, as in the recurrent model
 *     normal        W ~ N(0, 1/n), b ~ N(0, 1)                            Nielsen, chapter 3
 *     unit-normal   W, b ~ N(0, 1)                                        Nielsen, chapter 1: saturates wide layers
 *     glorot        W uniform in ±sqrt(6 / (n + k)), b = 0                Glorot and Bengio 2010: for tanh
 *     he            W ~ N(0, 2/n), b = 0                                  He et al. 2015: for relu
 *
 * Drawn layer by layer, W^l row by row, then b^l. Rounded to float32, so that all kernels start from equal numbers.
 */
import type { MlpParameters, MlpShape } from '../../kernels/mlp/contract.ts';
import { normal } from '../../normal.ts';
import { Random } from '../../random.ts';

export const INITIALISATIONS = ['uniform', 'normal', 'unit-normal', 'glorot', 'he'] as const;
export type InitialisationName = (typeof INITIALISATIONS)[number];

/** A draw for one weight, and for one bias, of a layer with n inputs and k units. */
interface Initialisation {
  weight(random: Random, n: number, k: number): number;
  bias(random: Random, n: number): number;
}

const uniform = (random: Random, bound: number): number => bound * (2 * random.next() - 1);

const RULES: Readonly<Record<InitialisationName, Initialisation>> = {
  uniform: {
    weight: (random, n) => uniform(random, 1 / Math.sqrt(n)),
    bias: (random, n) => uniform(random, 1 / Math.sqrt(n)),
  },
  normal: { weight: (random, n) => normal(random) / Math.sqrt(n), bias: normal },
  'unit-normal': { weight: normal, bias: normal },
  glorot: { weight: (random, n, k) => uniform(random, Math.sqrt(6 / (n + k))), bias: () => 0 },
  he: { weight: (random, n) => normal(random) * Math.sqrt(2 / n), bias: () => 0 },
};

/** The same seed, shape and rule give the same bits. */
export function initialisePerceptron(
  { layers }: Pick<MlpShape, 'layers'>,
  rule: InitialisationName,
  seed: number,
): MlpParameters {
  const random = new Random(seed);
  const { weight, bias } = RULES[rule];
  const weights: Float32Array[] = [];
  const biases: Float32Array[] = [];
  for (let l = 1; l < layers.length; l++) {
    const [k, n] = [layers[l]!, layers[l - 1]!];
    weights.push(new Float32Array(k * n).map(() => weight(random, n, k)));
    biases.push(new Float32Array(k).map(() => bias(random, n)));
  }
  return { weights, biases };
}
