import { describe, expect, test } from 'vitest';
import { CELL_NAMES, PARAMETER_NAMES } from '#shared/kernels/contract.ts';
import { backward, forward } from '#shared/model/bptt.ts';
import { checkGradients, type Problem } from '#shared/model/gradient-check.ts';
import { type Network, type Weights, zeroWeights } from '#shared/model/network.ts';
import { OUTPUT_LAYER_NAMES } from '#shared/model/output-layers/registry.ts';

const LIMIT = 1e-6;

function backpropagate(problem: Problem, network: Network, weights = problem.weights, truncate?: number): Weights {
  const unfolded = forward(problem.network, problem.weights, problem.x, problem.target, problem.hBefore);
  const gradients = zeroWeights(problem.network);
  backward(network, weights, unfolded, gradients, truncate);
  return gradients;
}

const correct = (problem: Problem): Weights => backpropagate(problem, problem.network);

describe('backpropagation through time agrees with central differences', () => {
  const results = checkGradients();

  test('every cell, output layer and matrix is checked', () => {
    expect(results.map((r) => `${r.cell} ${r.outputLayer} ${r.parameter}`)).toEqual(
      CELL_NAMES.flatMap((c) => OUTPUT_LAYER_NAMES.flatMap((o) => PARAMETER_NAMES.map((p) => `${c} ${o} ${p}`))),
    );
  });

  test.each(results)('$cell, $outputLayer, $parameter', ({ relativeError, elementError }) => {
    expect(relativeError).toBeLessThan(LIMIT);
    expect(elementError).toBeLessThan(LIMIT);
    expect(relativeError).toBeGreaterThan(0);
  });

  test.each([2, 3, 4, 5])('other random networks, seed %i', (seed) => {
    for (const { relativeError } of checkGradients({ seed })) expect(relativeError).toBeLessThan(LIMIT);
  });

  test.each([
    { vocabulary: 3, hidden: 1, length: 1 },
    { vocabulary: 2, hidden: 1, length: 5 },
    { vocabulary: 5, hidden: 7, length: 1 },
    { vocabulary: 17, hidden: 13, length: 4 },
  ])('K = $vocabulary, H = $hidden, T = $length', (shape) => {
    for (const { relativeError } of checkGradients(shape)) expect(relativeError).toBeLessThan(LIMIT);
  });

  test('the same seed gives the same figures', () => {
    expect(checkGradients({ seed: 8 })).toEqual(checkGradients({ seed: 8 }));
  });
});

/** [cell parameter] of all results beyond the limit, for gradients that are deliberately wrong. */
function caught(gradient: (problem: Problem) => Weights): string[] {
  return checkGradients({ gradient })
    .filter((r) => !(r.relativeError < LIMIT))
    .map((r) => `${r.cell} ${r.parameter}`);
}

const each = (...parameters: string[]): string[] => CELL_NAMES.flatMap((c) => parameters.map((p) => `${c} ${p}`));

describe('wrong gradients are caught', () => {
  test('right ones are not', () => expect(caught(correct)).toEqual([]));

  test('dW_in and dW_out exchanged', () => {
    const wrong = (p: Problem): Weights => {
      const { W_in, W_rec, W_out } = correct(p);
      return { W_in: transpose(W_out, p.network.K), W_rec, W_out: transpose(W_in, p.network.H) };
    };
    expect(caught(wrong)).toEqual(each('W_in', 'W_out'));
  });

  test('dW_rec transposed', () => {
    const wrong = (p: Problem): Weights => {
      const gradients = correct(p);
      return { ...gradients, W_rec: transpose(gradients.W_rec, p.network.H) };
    };
    expect(caught(wrong)).toEqual(each('W_rec'));
  });

  test("W_rec used where W_rec' belongs", () => {
    const wrong = (p: Problem): Weights =>
      backpropagate(p, p.network, { ...p.weights, W_rec: transpose(p.weights.W_rec, p.network.H) });
    expect(caught(wrong)).toEqual(each('W_in', 'W_rec'));
  });

  test("f'(s) left out", () => {
    const wrong = (p: Problem): Weights =>
      backpropagate(p, { ...p.network, cell: { ...p.network.cell, derivativeFromOutput: () => 1 } });
    expect(caught(wrong)).toEqual(each('W_in', 'W_rec'));
  });

  test('delta shifted by one step', () => {
    const wrong = (p: Problem): Weights => {
      const x = Uint32Array.from(p.x, (_, t) => p.x[t + 1] ?? 0);
      const unfolded = forward(p.network, p.weights, p.x, p.target, p.hBefore);
      const gradients = zeroWeights(p.network);
      backward(p.network, p.weights, { ...unfolded, x }, gradients);
      return gradients;
    };
    expect(caught(wrong)).toEqual(each('W_in'));
  });

  test('h_{t-1} taken as h_t', () => {
    const wrong = (p: Problem): Weights => {
      const unfolded = forward(p.network, p.weights, p.x, p.target, p.hBefore);
      const gradients = zeroWeights(p.network);
      backward(
        p.network,
        p.weights,
        { ...unfolded, h: unfolded.h.map((_, i, h) => h[i + p.network.H] ?? 0) },
        gradients,
      );
      return gradients;
    };
    expect(caught(wrong)).toEqual(each('W_in', 'W_rec', 'W_out'));
  });

  test('no error carried back in time', () => {
    expect(caught((p) => backpropagate(p, p.network, p.weights, 1))).toEqual(each('W_in', 'W_rec'));
  });

  test('errors dropped after five steps', () => {
    expect(caught((p) => backpropagate(p, p.network, p.weights, 5))).toEqual(each('W_in', 'W_rec'));
  });

  test('the carried state taken as zero', () => {
    const wrong = (p: Problem): Weights => correct({ ...p, hBefore: new Float64Array(p.network.H) });
    expect(caught(wrong)).toEqual(each('W_in', 'W_rec', 'W_out'));
  });

  test('one element off by a thousandth', () => {
    const wrong = (p: Problem): Weights => {
      const gradients = correct(p);
      const largest = gradients.W_rec.reduce((best, g, i, all) => (Math.abs(g) > Math.abs(all[best]!) ? i : best), 0);
      gradients.W_rec[largest]! *= 1.001;
      return gradients;
    };
    expect(caught(wrong)).toEqual(each('W_rec'));
  });

  test('not a number', () => {
    const wrong = (p: Problem): Weights => ({ ...correct(p), W_in: new Float64Array(p.weights.W_in.length).fill(NaN) });
    expect(caught(wrong)).toEqual(each('W_in'));
  });
});

/** A [., columns] -> A' */
function transpose(A: Float64Array, columns: number): Float64Array {
  const rows = A.length / columns;
  return A.map((_, k) => A[(k % rows) * columns + Math.floor(k / rows)]!);
}
