import { describe, expect, it } from 'vitest';
import type { Checkpoint } from '#shared/training/checkpoint.ts';
import { trainingOn } from '#shared/training/more-epochs.ts';
import { LanguageTrainer } from '#shared/training/language-trainer.ts';
import type { TrainingSettings } from '#shared/training/settings.ts';
import { TrainingData } from '#shared/training/training-data.ts';
import { EMPTY, identityMap, randomText, randomData, settings } from './corpora.ts';
import { EVERY_KERNELS } from './every-kernels.ts';
import { evaluations, losses, runToEnd } from './runs.ts';

const shape = { vocabulary: 12, hidden: 5, cell: 'tanh' } as const;

describe.each(EVERY_KERNELS)('with %s kernels a run that is given more epochs', (_, create) => {
  const start = (changes: Partial<TrainingSettings>, data = randomData(12, null)): LanguageTrainer =>
    new LanguageTrainer({ kernels: create(shape, 1), data, settings: settings(changes) });

  /** The ended run with other settings, through JSON as it is stored. */
  function goOn(
    ended: LanguageTrainer,
    changes: Partial<TrainingSettings>,
    data = randomData(12, null),
  ): LanguageTrainer {
    const { place, ...rest } = ended.checkpoint();
    const from: Checkpoint = { ...rest, place: trainingOn(JSON.parse(JSON.stringify(place)) as typeof place) };
    const best = ended.bestParameters();
    return new LanguageTrainer({ kernels: create(shape, 7), data, settings: settings(changes), from, best });
  }

  it.each([
    ['a constant rate', {}, undefined],
    ['halving', { schedule: 'halve', learningRate: 0.2, validateEveryTokens: 70 }, undefined],
    ['a carried state', { order: 'sequential', carryState: true }, undefined],
    ['no other parts', {}, { validation: EMPTY, test: EMPTY }],
  ] as const)('has the bits of one that had them from the start, with %s', (_, changes, parts) => {
    const texts = { train: randomText(40, 12, 1), validation: randomText(9, 12, 2), test: randomText(9, 12, 3) };
    const data = (): TrainingData =>
      new TrainingData({ texts: { ...texts, ...parts }, map: identityMap(12), window: null });
    const short = start({ ...changes, epochs: 3 }, data());
    const first = runToEnd(short);
    const longer = goOn(short, { ...changes, epochs: 6 }, data());
    const second = runToEnd(longer);
    const whole = start({ ...changes, epochs: 6 }, data());
    const all = runToEnd(whole);
    expect([...losses(first), ...losses(second)]).toEqual(losses(all));
    const validation = [...evaluations(first, 'validation'), ...evaluations(second, 'validation')];
    expect(validation).toEqual(evaluations(all, 'validation'));
    expect(evaluations(second, 'test')).toEqual(evaluations(all, 'test'));
    expect(longer.checkpoint()).toEqual(whole.checkpoint());
    expect(longer.bestParameters()).toEqual(whole.bestParameters());
  });

  it('keeps its place when it was in the middle of an epoch', () => {
    const cut = start({ epochs: 2 });
    while (cut.progress.step < 50) cut.advance();
    expect(trainingOn(cut.checkpoint().place)).toEqual(cut.checkpoint().place);
  });

  it('has patience anew after an early stop, at the rate it had come to', () => {
    const slow = { schedule: 'halve', learningRate: 1e-6 } as const;
    const stopped = start({ ...slow, epochs: 50 });
    expect(runToEnd(stopped).at(-1)).toMatchObject({ reason: 'early-stop' });
    expect(stopped.progress.epoch).toBe(3);
    const longer = goOn(stopped, { ...slow, epochs: 50 });
    expect(longer.learningRate).toBe(stopped.learningRate);
    expect(runToEnd(longer).at(-1)).toMatchObject({ reason: 'early-stop' });
    // one epoch without gain, and two at halved rates
    expect(longer.progress.epoch).toBe(6);
  });

  it('stretches a decay from where it is', () => {
    const short = start({ schedule: 'linear', learningRate: 0.1, epochs: 3 });
    runToEnd(short);
    const longer = goOn(short, { schedule: 'linear', learningRate: 0.1, epochs: 6 });
    expect(longer.learningRate).toBeCloseTo(0.05, 12);
    const rates = runToEnd(longer).flatMap((event) => (event.kind === 'trained' ? [event.learningRate] : []));
    expect(rates.at(-1)).toBeLessThan(0.002);
  });
});
