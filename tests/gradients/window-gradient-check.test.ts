import { describe, expect, test } from 'vitest';
import { CELL_NAMES, PARAMETER_NAMES } from '#shared/kernels/contract.ts';
import type { Weights } from '#shared/model/network.ts';
import { OUTPUT_LAYER_NAMES } from '#shared/model/output-layers/registry.ts';
import { backward, forward, type WindowPass } from '#shared/model/window/backpropagation.ts';
import { checkWindowGradients, type WindowProblem } from '#shared/model/window/gradient-check.ts';
import { zeroWindowWeights } from '#shared/model/window/network.ts';

const LIMIT = 1e-6;

/** @param change what is wrong with the forward pass's result that backpropagation sees */
function backpropagate(
  problem: WindowProblem,
  change: (pass: WindowPass) => Partial<WindowPass> = () => ({}),
): Weights {
  const { network, weights, x, target, before } = problem;
  const pass = forward(network, weights, x, target, before);
  const gradients = zeroWindowWeights(network);
  backward(network, weights, { ...pass, ...change(pass) }, gradients);
  return gradients;
}

describe('backpropagation through windows agrees with central differences', () => {
  const results = checkWindowGradients();

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
    for (const { relativeError } of checkWindowGradients({ seed })) expect(relativeError).toBeLessThan(LIMIT);
  });

  test.each([
    { vocabulary: 2, hidden: 1, projection: 1, context: 1, length: 5 },
    { vocabulary: 3, hidden: 1, projection: 2, context: 4, length: 1 },
    { vocabulary: 5, hidden: 7, projection: 9, context: 2, length: 3 },
    { vocabulary: 17, hidden: 4, projection: 3, context: 7, length: 4 },
  ])('K = $vocabulary, H = $hidden, P = $projection, c = $context, T = $length', (shape) => {
    for (const { relativeError } of checkWindowGradients(shape)) expect(relativeError).toBeLessThan(LIMIT);
  });
});

/** [cell parameter] of all results beyond the limit, for gradients that are deliberately wrong. */
function caught(gradient: (problem: WindowProblem) => Weights): string[] {
  return checkWindowGradients({ gradient })
    .filter((r) => !(r.relativeError < LIMIT))
    .map((r) => `${r.cell} ${r.parameter}`);
}

const each = (...parameters: string[]): string[] => CELL_NAMES.flatMap((c) => parameters.map((p) => `${c} ${p}`));

describe('wrong gradients are caught', () => {
  test('right ones are not', () => expect(caught((p) => backpropagate(p))).toEqual([]));

  test('the window shifted by one token', () => {
    const shifted = ({ read }: WindowPass): Partial<WindowPass> => ({ read: [0, ...Array.from(read)] });
    expect(caught((p) => backpropagate(p, shifted))).toEqual(each('W_in'));
  });

  test('the projection not shared: only the newest token of a window counts', () => {
    const wrong = (p: WindowProblem): Weights => {
      const right = backpropagate(p);
      const { P, c, H } = p.network;
      const newestOnly = p.weights.W_rec.map((w, i) => (i % (c * P) >= (c - 1) * P ? w : 0));
      const pass = forward(p.network, p.weights, p.x, p.target, p.before);
      const gradients = zeroWindowWeights(p.network);
      backward(p.network, { ...p.weights, W_rec: newestOnly }, pass, gradients);
      expect(newestOnly.length).toBe(H * c * P);
      return { ...right, W_in: gradients.W_in };
    };
    expect(caught(wrong)).toEqual(each('W_in'));
  });

  test('the window in reverse order', () => {
    const reversed = (pass: WindowPass, { network: { P, c } }: WindowProblem): Partial<WindowPass> => ({
      p: pass.p.map((_, at) => {
        const [t, j, i] = [Math.floor(at / (c * P)), Math.floor(at / P) % c, at % P];
        return pass.p[t * c * P + (c - 1 - j) * P + i]!;
      }),
    });
    expect(caught((p) => backpropagate(p, (pass) => reversed(pass, p)))).toEqual(each('W_rec'));
  });

  test("f'(s) left out", () => {
    const wrong = (p: WindowProblem): Weights => {
      const network = { ...p.network, cell: { ...p.network.cell, derivativeFromOutput: () => 1 } };
      return backpropagate({ ...p, network });
    };
    expect(caught(wrong)).toEqual(each('W_in', 'W_rec'));
  });

  test('one element off by a thousandth', () => {
    const wrong = (p: WindowProblem): Weights => {
      const gradients = backpropagate(p);
      const largest = gradients.W_in.reduce((best, g, i, all) => (Math.abs(g) > Math.abs(all[best]!) ? i : best), 0);
      gradients.W_in[largest]! *= 1.001;
      return gradients;
    };
    expect(caught(wrong)).toEqual(each('W_in'));
  });
});
