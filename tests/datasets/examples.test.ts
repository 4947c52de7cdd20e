import { describe, expect, it } from 'vitest';
import { checkExamples, type Examples, readInput, readTarget, selectExamples } from '#shared/datasets/examples.ts';
import { splitExamples } from '#shared/datasets/dataset.ts';
import { perceptron, randomExamples } from '../model/mlp/networks.ts';

const shape = perceptron([5, 3], 'tanh', 'softmax', 'cross-entropy');
const KINDS = ['dense', 'bytes', 'sparse', 'one-hot'] as const;

const xy = (examples: Examples, i: number): number[] => {
  const [x, y] = [new Float64Array(5), new Float64Array(3)];
  readInput(examples, i, x);
  readTarget(examples, i, y);
  return [...x, ...y];
};

describe.each(KINDS)('%s inputs', (inputs) => {
  const examples = randomExamples(shape, 12, 1, { inputs, targets: 'classes' });

  it('are selected with their targets', () => {
    const chosen = Uint32Array.of(7, 0, 7, 11);
    const selected = selectExamples(examples, chosen);
    checkExamples(selected);
    chosen.forEach((i, at) => expect(xy(selected, at)).toEqual(xy(examples, i)));
  });

  it('are split into parts that hold each example once', () => {
    const parts = splitExamples(examples, { train: 50, validation: 25, test: 25 }, 3);
    expect([parts.train.count, parts.validation.count, parts.test.count]).toEqual([6, 3, 3]);
    const all = [parts.train, parts.validation, parts.test].flatMap((part) =>
      Array.from({ length: part.count }, (_, i) => xy(part, i).join()),
    );
    const expected = Array.from({ length: 12 }, (_, i) => xy(examples, i).join());
    expect(all.sort()).toEqual(expected.sort());
  });
});

describe('arrays that do not fit are refused', () => {
  const dense = randomExamples(shape, 4, 1, { inputs: 'dense', targets: 'classes' });
  const sparse = randomExamples(shape, 4, 1, { inputs: 'sparse', targets: 'values' });
  if (sparse.inputs.kind !== 'sparse') throw new Error('sparse inputs are expected');
  const entries = sparse.inputs;

  it.each([
    [{ ...dense, count: 5 }, /20|25/],
    [{ ...dense, targets: { kind: 'classes', classes: Uint32Array.of(0, 1, 3, 0), count: 3 } }, /class 3/],
    [{ ...dense, targets: { kind: 'values', values: new Float32Array(3), width: 1 } }, /need 4 elements, not 3/],
    [{ ...sparse, inputs: { ...entries, starts: entries.starts.toReversed() } }, /starts/],
    [{ ...sparse, width: 1 }, /in column \d of 1/],
    [{ ...sparse, inputs: { ...entries, values: new Float32Array(1) } }, /as many values, not 1/],
  ] as [Examples, RegExp][])('%#', (examples, sentence) => {
    expect(() => checkExamples(examples)).toThrow(sentence);
  });
});
