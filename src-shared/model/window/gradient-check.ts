/**
 * Gradient checking of the window model, as gradient-check.ts does it for the recurrent network: every cell, output
 * layer and matrix against central differences.
 *
 * The network is one in which nothing cancels: K, H, P and c differ, tokens repeat within a window and between windows,
 * some never occur, and the window begins with tokens carried in from before.
 */
import { CELL_NAMES, PARAMETER_NAMES } from '../../kernels/contract.ts';
import { row } from '../../kernels/loops.ts';
import { Random } from '../../random.ts';
import { centralDifferences, gradientErrors } from '../central-differences.ts';
import type { GradientCheck } from '../gradient-check.ts';
import type { Weights } from '../network.ts';
import { OUTPUT_LAYER_NAMES } from '../output-layers/registry.ts';
import { backward, forward, hidden } from './backpropagation.ts';
import { createWindowNetwork, type WindowNetwork, zeroWindowWeights } from './network.ts';

/** E as a function of the weights, its arguments besides them fixed. */
export interface WindowProblem {
  readonly network: WindowNetwork;
  readonly weights: Weights;
  /** [T] */
  readonly x: Uint32Array;
  /** [T] */
  readonly target: Uint32Array;
  /** [c] */
  readonly before: Uint32Array;
}

export interface WindowGradientCheckOptions {
  readonly seed?: number;
  /** K, at least 2. */
  readonly vocabulary?: number;
  /** H */
  readonly hidden?: number;
  /** P */
  readonly projection?: number;
  /** c */
  readonly context?: number;
  /** T */
  readonly length?: number;
  /** What is checked: dE/dW of a problem. The default is backpropagation.ts. */
  readonly gradient?: (problem: WindowProblem) => Weights;
}

/** @throws RangeError when the shape is not one of a network, or too large for a relu without units at the kink. */
export function checkWindowGradients(options: WindowGradientCheckOptions = {}): GradientCheck[] {
  const { seed = 1, length = 11, gradient = backpropagated } = options;
  const { vocabulary = 9, hidden: H = 6, projection = 4, context = 3 } = options;
  return CELL_NAMES.flatMap((cell) =>
    OUTPUT_LAYER_NAMES.flatMap((outputLayer) => {
      const shape = { architecture: 'window', vocabulary, hidden: H, cell, projection, context } as const;
      const network = createWindowNetwork(shape, outputLayer);
      const problem = drawProblem(network, length, cell === 'relu', new Random(seed));
      const analytic = gradient(problem);
      return PARAMETER_NAMES.map((parameter) => {
        const numeric = centralDifferences(problem.weights[parameter], () => loss(problem));
        return {
          architecture: 'window',
          cell,
          outputLayer,
          parameter,
          ...gradientErrors(analytic[parameter], numeric),
        };
      });
    }),
  );
}

function backpropagated({ network, weights, x, target, before }: WindowProblem): Weights {
  const gradients = zeroWindowWeights(network);
  backward(network, weights, forward(network, weights, x, target, before), gradients);
  return gradients;
}

function loss({ network, weights, x, target, before }: WindowProblem): number {
  return forward(network, weights, x, target, before).E.reduce((sum, E_t) => sum + E_t, 0);
}

/** With `avoidKink`, networks are drawn until no unit is near relu's kink at 0. */
function drawProblem(network: WindowNetwork, T: number, avoidKink: boolean, random: Random): WindowProblem {
  const { K, H, P, c } = network;
  const KINK_MARGIN = 1e-3;
  const MOST_DRAWS = 1000;
  const uniform = (array: Float64Array, bound: number): Float64Array =>
    array.map(() => bound * (2 * random.next() - 1));
  // The upper half of the vocabulary only half the time, so that most tokens repeat and some never occur.
  const token = (): number => random.below(random.next() < 0.5 ? K : Math.ceil(K / 2));

  for (let draw = 0; draw < MOST_DRAWS; draw++) {
    const zero = zeroWindowWeights(network);
    const problem = {
      network,
      weights: {
        W_in: uniform(zero.W_in, 1),
        W_rec: uniform(zero.W_rec, 3 / Math.sqrt(c * P)),
        W_out: uniform(zero.W_out, 2 / Math.sqrt(H)),
      },
      x: new Uint32Array(T).map(token),
      target: new Uint32Array(T).map(token),
      before: new Uint32Array(c).map(token),
    };
    if (!avoidKink || smallestInput(problem) > KINK_MARGIN) return problem;
  }
  throw new RangeError('Every network drawn has a unit at the kink of relu: check gradients with a smaller network.');
}

/** min |s_t,i| over all steps and units. */
function smallestInput({ network, weights, x, target, before }: WindowProblem): number {
  const linear: WindowNetwork = { ...network, cell: { activate: (s) => s, derivativeFromOutput: () => 1 } };
  const { p } = forward(network, weights, x, target, before);
  const s_t = new Float64Array(network.H);
  let smallest = Infinity;
  for (let t = 0; t < x.length; t++) {
    hidden(linear, weights, row(p, t, network.c * network.P), s_t);
    smallest = s_t.reduce((least, s) => Math.min(least, Math.abs(s)), smallest);
  }
  return smallest;
}
