/**
 * Gradient checking of the perceptron: backpropagation's dC/dW and dC/db against central differences of C, for every
 * activation, every output with its costs, and several depths.
 *
 *     numeric_i     = (C(w_i + e) - C(w_i - e)) / (w_i + e - (w_i - e))     e = eps^(1/3) max(1, |w_i|)
 *     relativeError = |analytic - numeric| / max(|analytic|, |numeric|)     Euclidean norms of the whole array
 *     elementError  = max_i |a_i - n_i| / max(|a_i|, |n_i|, max_j |a_j| / 100)
 *
 * Truncation costs O(e^2), rounding O(eps / e): the cube root of eps balances them, at about 1e-10. C is the sum over a
 * few examples of a network in which nothing cancels: all layers of different sizes, weights large enough to saturate.
 */
import {
  ACTIVATION_NAMES,
  type ActivationName,
  COST_NAMES,
  type CostName,
  type MlpShape,
  OUTPUT_ACTIVATION_NAMES,
  type OutputActivationName,
} from '../../kernels/mlp/contract.ts';
import { checkShape } from '../../kernels/mlp/shape.ts';
import { Random } from '../../random.ts';
import { centralDifferences, gradientErrors } from '../central-differences.ts';
import { backpropagate, cost, feedforward, type Weights } from './backpropagation.ts';
import { createPerceptron, parameterArrays, type Perceptron, zeroParameters } from './network.ts';

export interface MlpGradientCheck {
  /** Of the hidden layers. */
  readonly activation: ActivationName;
  readonly output: OutputActivationName;
  readonly cost: CostName;
  /** L */
  readonly depth: number;
  /** W1, b1, W2, … */
  readonly parameter: string;
  readonly relativeError: number;
  readonly elementError: number;
}

/** C as a function of the weights, its arguments besides them fixed. */
export interface MlpProblem {
  readonly network: Perceptron;
  readonly weights: Weights;
  /** x and y of each example. */
  readonly examples: readonly { readonly x: Float64Array; readonly y: Float64Array }[];
}

export interface MlpGradientCheckOptions {
  readonly seed?: number;
  /** Layers of weights that are tried. */
  readonly depths?: readonly number[];
  /** What is checked: dC/dW and dC/db of a problem. The default is backpropagation.ts. */
  readonly gradient?: (problem: MlpProblem) => Weights;
}

/** Units of the layers, from the inputs on; a network of depth L takes the first L + 1. */
const SIZES = [5, 7, 4, 6, 3];

export function checkMlpGradients(options: MlpGradientCheckOptions = {}): MlpGradientCheck[] {
  const { seed = 1, depths = [1, 2, 3, 4], gradient = backpropagated } = options;
  return depths.flatMap((depth) =>
    shapes(depth).flatMap((shape) => {
      const [activation, output] = [shape.activations[0]!, shape.activations.at(-1)!];
      const problem = drawProblem(shape, new Random(seed));
      const analytic = parameterArrays(gradient(problem));
      return parameterArrays(problem.weights).map((w, at) => ({
        // the only layer of a network of depth 1 is its output
        activation: depth === 1 ? 'linear' : (activation as ActivationName),
        output,
        cost: shape.cost,
        depth,
        parameter: `${at % 2 === 0 ? 'W' : 'b'}${Math.floor(at / 2) + 1}`,
        ...gradientErrors(
          analytic[at]!,
          centralDifferences(w, () => totalCost(problem)),
        ),
      }));
    }),
  );
}

/** Every possible network of this depth. */
function shapes(depth: number): MlpShape[] {
  const layers = SIZES.slice(0, depth + 1);
  const hidden = depth === 1 ? ACTIVATION_NAMES.slice(0, 1) : ACTIVATION_NAMES;
  const all = hidden.flatMap((activation) =>
    OUTPUT_ACTIVATION_NAMES.flatMap((output) =>
      COST_NAMES.map((cost): MlpShape => {
        return { layers, activations: [...new Array<ActivationName>(depth - 1).fill(activation), output], cost };
      }),
    ),
  );
  return all.filter(isPossible);
}

function isPossible(shape: MlpShape): boolean {
  try {
    checkShape(shape);
    return true;
  } catch {
    return false;
  }
}

function backpropagated({ network, weights, examples }: MlpProblem): Weights {
  const gradients = zeroParameters(network);
  for (const { x, y } of examples) backpropagate(network, weights, x, y, gradients);
  return gradients;
}

const totalCost = ({ network, weights, examples }: MlpProblem): number =>
  examples.reduce((C, { x, y }) => C + cost(network, feedforward(network, weights, x), y), 0);

/**
 * relu has no derivative at 0: problems are drawn until no unit comes so near to 0 that a difference of one weight could
 * carry it across, and until each relu layer has a unit that is on for some example.
 */
function drawProblem(shape: MlpShape, random: Random): MlpProblem {
  const KINK_MARGIN = 1e-3;
  const EXAMPLES = 3;
  const network = createPerceptron(shape);
  const uniform = (array: Float64Array, bound: number): Float64Array =>
    array.map(() => bound * (2 * random.next() - 1));
  for (;;) {
    const zero = zeroParameters(network);
    const problem: MlpProblem = {
      network,
      weights: {
        weights: zero.weights.map((W, l) => uniform(W, 4 / Math.sqrt(network.layers[l]!))),
        biases: zero.biases.map((b) => uniform(b, 0.5)),
      },
      examples: Array.from({ length: EXAMPLES }, () => ({
        x: uniform(new Float64Array(network.layers[0]!), 1),
        y: drawTarget(shape, random),
      })),
    };
    if (reluLayers(shape).every((l) => keepsFromKink(problem, l, KINK_MARGIN))) return problem;
  }
}

/** In (0, 1), as sigmoid can reach; with softmax they sum to 1. */
function drawTarget({ layers, activations }: MlpShape, random: Random): Float64Array {
  const y = new Float64Array(layers[layers.length - 1]!).map(() => 0.05 + 0.9 * random.next());
  const sum = activations.at(-1) === 'softmax' ? y.reduce((total, y_j) => total + y_j, 0) : 1;
  return y.map((y_j) => y_j / sum);
}

const reluLayers = ({ activations }: MlpShape): number[] =>
  activations.flatMap((name, l) => (name === 'relu' ? [l + 1] : []));

function keepsFromKink({ network, weights, examples }: MlpProblem, l: number, margin: number): boolean {
  const z = examples.map(({ x }) => feedforward(network, weights, x).z[l]!);
  return z.every((one) => one.every((z_j) => Math.abs(z_j) > margin)) && z.some((one) => one.some((z_j) => z_j > 0));
}
