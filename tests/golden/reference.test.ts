import { expect, test } from 'vitest';
import { createReferenceKernels } from '#shared/model/reference-kernels.ts';
import { largestRelativeError, lengths, model, runs, sentences, train } from './trajectory.ts';

test('the stored trajectory is what it says', () => {
  expect(model.shape).toEqual({ vocabulary: 40, hidden: 12, cell: 'tanh' });
  expect(runs.map((run) => run.learningRate)).toEqual([0.1, 0.01]);
  for (const { losses } of runs) expect(losses).toHaveLength(200);
  expect(sentences.slice(0, 200).map((ids) => ids.length + 1)).toEqual(lengths);
  expect(sentences.flat()).toContain(0);
});

test.each(runs)('the reference kernels follow it for 200 steps at rate $learningRate', ({ learningRate, losses }) => {
  const own = train(createReferenceKernels(model.shape), learningRate, losses.length);
  expect(largestRelativeError(own, losses)).toBeLessThan(1e-10);
});

test('a rate that is off by a millionth does not', () => {
  const { learningRate, losses } = runs[0]!;
  const own = train(createReferenceKernels(model.shape), learningRate * (1 + 1e-6), losses.length);
  expect(largestRelativeError(own, losses)).toBeGreaterThan(1e-9);
});
