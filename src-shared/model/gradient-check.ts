/**
 * Gradient checking: backpropagation's dE/dW against central differences of E, for every cell, output layer and matrix.
 *
 *     numeric_i = (E(w_i + e) - E(w_i - e)) / (w_i + e - (w_i - e))     e = eps^(1/3) max(1, |w_i|)
 *
 * Truncation costs O(e^2), rounding O(eps / e): the cube root of eps balances them, at about 1e-10.
 *
 *     relativeError = |analytic - numeric| / max(|analytic|, |numeric|)     Euclidean norms of the whole matrix
 *     elementError  = max_i |a_i - n_i| / max(|a_i|, |n_i|, max_j |a_j| / 100)
 *
 * The second one sees a single wrong element; its floor keeps elements that are almost zero from dividing noise by noise.
 *
 * The network is one in which nothing cancels: K != H, no matrix is symmetric, weights large enough to saturate, tokens
 * that repeat and tokens that never occur, a hidden state carried in from before.
 */
import {
  type ArchitectureName,
  CELL_NAMES,
  type CellName,
  PARAMETER_NAMES,
  type ParameterName,
} from '../kernels/contract.ts';
import { row } from '../kernels/loops.ts';
import { Random } from '../random.ts';
import { backward, forward, step } from './bptt.ts';
import { centralDifferences, gradientErrors } from './central-differences.ts';
import { createNetwork, type Network, type Weights, zeroWeights } from './network.ts';
import { OUTPUT_LAYER_NAMES, type OutputLayerName } from './output-layers/registry.ts';

export interface GradientCheck {
  readonly architecture: ArchitectureName;
  readonly cell: CellName;
  readonly outputLayer: OutputLayerName;
  readonly parameter: ParameterName;
  readonly relativeError: number;
  readonly elementError: number;
}

/** E as a function of the weights, its arguments besides them fixed. */
export interface Problem {
  readonly network: Network;
  readonly weights: Weights;
  /** [T] */
  readonly x: Uint32Array;
  /** [T] */
  readonly target: Uint32Array;
  /** [H], h_{-1} */
  readonly hBefore: Float64Array;
}

export interface GradientCheckOptions {
  readonly seed?: number;
  /** K, at least 2. */
  readonly vocabulary?: number;
  /** H */
  readonly hidden?: number;
  /** T */
  readonly length?: number;
  /** What is checked: dE/dW of a problem. The default is bptt.ts. */
  readonly gradient?: (problem: Problem) => Weights;
}

/** @throws RangeError when the shape is not one of a network, or too large for a relu without units at the kink. */
export function checkGradients(options: GradientCheckOptions = {}): GradientCheck[] {
  const { seed = 1, vocabulary = 9, hidden = 6, length = 11, gradient = backpropagated } = options;
  return CELL_NAMES.flatMap((cell) =>
    OUTPUT_LAYER_NAMES.flatMap((outputLayer) => {
      const network = createNetwork({ vocabulary, hidden, cell }, outputLayer);
      const problem = drawProblem(network, length, cell === 'relu', new Random(seed));
      const analytic = gradient(problem);
      return PARAMETER_NAMES.map((parameter) => {
        const numeric = centralDifferences(problem.weights[parameter], () => loss(problem));
        return {
          architecture: 'recurrent',
          cell,
          outputLayer,
          parameter,
          ...gradientErrors(analytic[parameter], numeric),
        };
      });
    }),
  );
}

function backpropagated({ network, weights, x, target, hBefore }: Problem): Weights {
  const gradients = zeroWeights(network);
  backward(network, weights, forward(network, weights, x, target, hBefore), gradients);
  return gradients;
}

function loss({ network, weights, x, target, hBefore }: Problem): number {
  return forward(network, weights, x, target, hBefore).E.reduce((sum, E_t) => sum + E_t, 0);
}

/**
 * relu has no derivative at 0: with `avoidKink`, networks are drawn until no unit comes so near to 0 that a
 * difference of one weight could carry it across.
 */
function drawProblem(network: Network, T: number, avoidKink: boolean, random: Random): Problem {
  const { K, H } = network;
  const KINK_MARGIN = 1e-3;
  const MOST_DRAWS = 1000;
  const uniform = (array: Float64Array, bound: number): Float64Array =>
    array.map(() => bound * (2 * random.next() - 1));
  // The upper half of the vocabulary only half the time, so that most tokens repeat and some never occur.
  const token = (): number => random.below(random.next() < 0.5 ? K : Math.ceil(K / 2));

  for (let draw = 0; draw < MOST_DRAWS; draw++) {
    const zero = zeroWeights(network);
    const problem = {
      network,
      weights: {
        W_in: uniform(zero.W_in, 1),
        W_rec: uniform(zero.W_rec, 2 / Math.sqrt(H)),
        W_out: uniform(zero.W_out, 2 / Math.sqrt(H)),
      },
      x: new Uint32Array(T).map(token),
      target: new Uint32Array(T).map(token),
      hBefore: uniform(new Float64Array(H), 0.5),
    };
    if (!avoidKink || smallestInput(problem) > KINK_MARGIN) return problem;
  }
  throw new RangeError('Every network drawn has a unit at the kink of relu: check gradients with a smaller network.');
}

/** min |s_t,i| over all steps and units. */
function smallestInput({ network, weights, x, target, hBefore }: Problem): number {
  const linear: Network = { ...network, cell: { activate: (s) => s, derivativeFromOutput: () => 1 } };
  const { h } = forward(network, weights, x, target, hBefore);
  const s_t = new Float64Array(network.H);
  let smallest = Infinity;
  for (let t = 0; t < x.length; t++) {
    step(linear, weights, x[t]!, row(h, t, network.H), s_t);
    smallest = s_t.reduce((least, s) => Math.min(least, Math.abs(s)), smallest);
  }
  return smallest;
}
