import { expect, it } from 'vitest';
import { LanguageTrainer } from '#shared/training/language-trainer.ts';
import { TrainingData } from '#shared/training/training-data.ts';
import { EMPTY, float32Reference, identityMap, settings, text } from './corpora.ts';
import { evaluations, runToEnd } from './runs.ts';

/**
 * Sentences `a x e`: a is 3 or 4, each half the time; x is 5 with 3/4, 6 with 1/4; e is 7 after a = 3, 8 after a = 4,
 * so that it takes memory across x. The text holds each sentence exactly as often as its probability says, hence no
 * model can have less than
 *
 *     (ln 2 + 3/4 ln 4/3 + 1/4 ln 4) / 4 nats per token      (the four tokens are a, x, e, </s>)
 */
const FLOOR = (Math.log(2) + 0.75 * Math.log(4 / 3) + 0.25 * Math.log(4)) / 4;

it('the loss comes down to the entropy of the language, not below', () => {
  const each = [3, 4].flatMap((a) => [5, 5, 5, 6].map((x) => [a, x, a + 4]));
  const sentences = Array.from({ length: 12 }, () => each).flat();
  const part = text(...sentences);
  const data = new TrainingData({
    texts: { train: part, validation: part, test: EMPTY },
    map: identityMap(9),
    window: null,
  });
  const kernels = float32Reference({ vocabulary: 9, hidden: 8, cell: 'tanh' }, 5);
  const trainer = new LanguageTrainer({
    kernels,
    data,
    settings: settings({ schedule: 'linear', learningRate: 0.1, epochs: 40 }),
  });
  const [before, ...after] = evaluations(runToEnd(trainer), 'validation');
  expect(before).toBeGreaterThan(1.5);
  expect(after.at(-1) - FLOOR).toBeGreaterThan(0);
  expect(after.at(-1) - FLOOR).toBeLessThan(0.01);
});
