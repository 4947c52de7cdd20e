import { describe, expect, test } from 'vitest';
import { ACTIVATION_NAMES } from '#shared/kernels/mlp/contract.ts';
import { addGradient, backpropagate, errors, feedforward, type Weights } from '#shared/model/mlp/backpropagation.ts';
import { checkMlpGradients, type MlpProblem } from '#shared/model/mlp/gradient-check.ts';
import { zeroParameters } from '#shared/model/mlp/network.ts';

const LIMIT = 1e-6;

/** Gradients of a problem, whose deltas may be tampered with before step 4. */
function gradientWith(
  problem: MlpProblem,
  tamper: (delta: Float64Array[], a: readonly Float64Array[], y: Float64Array) => void = () => {},
  weights = problem.weights,
): Weights {
  const { network, examples } = problem;
  const gradients = zeroParameters(network);
  for (const { x, y } of examples) {
    const pass = feedforward(network, problem.weights, x);
    const delta = errors(network, weights, pass, y);
    tamper(delta, pass.a, y);
    addGradient(network, delta, pass, gradients);
  }
  return gradients;
}

describe('backpropagation agrees with central differences', () => {
  const results = checkMlpGradients();

  test('every hidden activation with every output and its costs, at every depth', () => {
    const outputs = [
      'sigmoid quadratic',
      'sigmoid cross-entropy',
      'tanh quadratic',
      'relu quadratic',
      'linear quadratic',
    ];
    outputs.push('softmax cross-entropy');
    for (const depth of [2, 3, 4]) {
      const of = results.filter((r) => r.depth === depth && r.parameter === 'W1');
      expect(of.map((r) => `${r.activation} ${r.output} ${r.cost}`)).toEqual(
        ACTIVATION_NAMES.flatMap((f) => outputs.map((output) => `${f} ${output}`)),
      );
    }
    expect(results.filter((r) => r.depth === 1 && r.parameter === 'b1')).toHaveLength(outputs.length);
  });

  test.each([1, 2, 3, 4])('%i layers of weights', (depth) => {
    for (const check of results.filter((r) => r.depth === depth)) {
      const { relativeError, elementError } = check;
      expect(relativeError, JSON.stringify(check)).toBeLessThan(LIMIT);
      expect(elementError, JSON.stringify(check)).toBeLessThan(LIMIT);
      expect(relativeError).toBeGreaterThan(0);
    }
  });

  test.each([2, 3, 4])('other random networks, seed %i', (seed) => {
    for (const { relativeError } of checkMlpGradients({ seed })) expect(relativeError).toBeLessThan(LIMIT);
  });
});

/** Parameters beyond the limit, of the deepest networks, for gradients that are deliberately wrong. */
function caught(gradient: (problem: MlpProblem) => Weights, only = ''): string[] {
  const wrong = checkMlpGradients({ depths: [3], gradient }).filter((r) => !(r.relativeError < LIMIT));
  return [...new Set(wrong.filter((r) => `${r.output} ${r.cost}`.includes(only)).map((r) => r.parameter))].sort();
}

describe('wrong gradients are caught', () => {
  test('right ones are not', () => expect(caught((problem) => gradientWith(problem))).toEqual([]));

  test("BP1 without f'(z)", () => {
    const wrong = (problem: MlpProblem): Weights =>
      gradientWith(problem, (delta, a, y) => delta[3]!.forEach((_, j, d) => (d[j] = a[3]![j]! - y[j]!)));
    expect(caught(wrong, 'quadratic')).toEqual(['W3', 'b3']);
    expect(caught(wrong, 'cross-entropy')).toEqual([]);
  });

  test("BP2 without f'(z)", () => {
    const linear = { activate: (z: number) => z, derivativeFromOutput: () => 1 };
    const wrong = (problem: MlpProblem): Weights => {
      const network = {
        ...problem.network,
        hidden: problem.network.hidden.map((f) => ({ ...linear, activate: f.activate })),
      };
      const gradients = zeroParameters(network);
      for (const { x, y } of problem.examples) backpropagate(network, problem.weights, x, y, gradients);
      return gradients;
    };
    expect(caught(wrong)).toEqual(['W1', 'W2', 'b1', 'b2']);
  });

  test('BP2 with the wrong layer’s weights', () => {
    const wrong = (problem: MlpProblem): Weights => {
      const weights = { ...problem.weights, weights: problem.weights.weights.map((W) => W.toReversed()) };
      return gradientWith(problem, undefined, weights);
    };
    expect(caught(wrong)).toEqual(['W1', 'W2', 'b1', 'b2']);
  });

  test('BP4 with a^l for a^{l-1}', () => {
    const wrong = (problem: MlpProblem): Weights => {
      const { network, weights, examples } = problem;
      const gradients = zeroParameters(network);
      for (const { x, y } of examples) {
        const pass = feedforward(network, weights, x);
        const a = pass.a.map((own, l) => own.map((value, j) => pass.a[l + 1]?.[j] ?? value));
        addGradient(network, errors(network, weights, pass, y), { ...pass, a }, gradients);
      }
      return gradients;
    };
    expect(caught(wrong)).toEqual(['W1', 'W2', 'W3']);
  });

  test('the last example left out', () => {
    const wrong = (problem: MlpProblem): Weights =>
      gradientWith({ ...problem, examples: problem.examples.slice(0, -1) });
    expect(caught(wrong)).toEqual(['W1', 'W2', 'W3', 'b1', 'b2', 'b3']);
  });

  test('one element off by a thousandth', () => {
    const wrong = (problem: MlpProblem): Weights => {
      const gradients = gradientWith(problem);
      const dW = gradients.weights[1]!;
      dW[dW.reduce((best, g, i) => (Math.abs(g) > Math.abs(dW[best]!) ? i : best), 0)]! *= 1.001;
      return gradients;
    };
    expect(caught(wrong)).toEqual(['W2']);
  });
});
