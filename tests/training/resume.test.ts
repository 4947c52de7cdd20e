import { describe, expect, it } from 'vitest';
import type { ModelShape, LanguageModelKernels } from '#shared/kernels/contract.ts';
import type { TrainingSettings } from '#shared/training/settings.ts';
import { TrainingData } from '#shared/training/training-data.ts';
import { EMPTY, identityMap, randomText, settings } from './corpora.ts';
import { EVERY_KERNELS } from './every-kernels.ts';
import { resumeEverywhere } from './runs.ts';

const sizes = { vocabulary: 12, hidden: 4, cell: 'tanh' } as const;
const SHAPES: readonly ModelShape[] = [sizes, { architecture: 'window', ...sizes, projection: 3, context: 4 }];
const CASES = SHAPES.flatMap((shape) =>
  EVERY_KERNELS.map(([name, create]) => ({
    architecture: shape.architecture ?? 'recurrent',
    name,
    kernels: () => create(shape, 1),
  })),
);

/** Training is a dozen sequences; validation and test are several slices of evaluation. */
function data(window: number | null, empty = false): TrainingData {
  const [validation, test] = empty ? [EMPTY, EMPTY] : [randomText(900, 12, 2), randomText(900, 12, 3)];
  const texts = { train: randomText(8, 12, 1), validation, test };
  return new TrainingData({ texts, map: identityMap(12), window });
}

function expectSameBits(
  kernels: () => LanguageModelKernels,
  changes: Partial<TrainingSettings>,
  empty = false,
): string[] {
  const used = settings({ epochs: 2, learningRate: 0.2, ...changes });
  const { whole, resumptions } = resumeEverywhere({ kernels, data: () => data(used.window, empty) }, used);
  for (const { expected, resumed } of resumptions) {
    expect(resumed.events).toEqual(expected);
    expect(resumed.end).toEqual(whole.end);
    expect(resumed.best).toEqual(whole.best);
  }
  return resumptions.map(({ from: { place } }) => place.work);
}

describe.each(CASES)('$architecture, $name: a run resumed from any place ends with the same bits', ({ kernels }) => {
  it('with shuffled sentences and validations inside the epoch', () => {
    const works = expectSameBits(kernels, { schedule: 'halve', validateEveryTokens: 13 });
    expect(new Set(works)).toEqual(new Set(['validate', 'train', 'test', 'finished']));
  });

  it('with windows in order that carry the state over', () => {
    const carried = { window: 5, carryState: true, order: 'sequential' } as const;
    expectSameBits(kernels, { ...carried, schedule: 'cosine', validateEveryTokens: 17 });
  });

  it('by the training loss alone', () => {
    expectSameBits(kernels, { schedule: 'halve', learningRate: 1e-7, epochs: 9 }, true);
  });
});
