import { describe, expect, it } from 'vitest';
import { nextLearningRate, withLearningRate } from '#shared/training/learning-rate.ts';
import { initialScheduleState } from '#shared/training/schedules/schedule.ts';
import { SCHEDULES, type ScheduleName, type TrainingSettings } from '#shared/training/settings.ts';
import { LanguageTrainer } from '#shared/training/language-trainer.ts';
import { float32Reference, randomData, settings } from './corpora.ts';
import { runToEnd } from './runs.ts';

const shape = { vocabulary: 12, hidden: 5, cell: 'tanh' } as const;
const start = (changes: Partial<TrainingSettings>): LanguageTrainer =>
  new LanguageTrainer({ kernels: float32Reference(shape, 1), data: randomData(12, null), settings: settings(changes) });

/** Trains so many steps, then sets the rate; all the rates of the run. */
function ratesWith(trainer: LanguageTrainer, at: number, rate: number): number[] {
  const rates: number[] = [];
  for (;;) {
    if (trainer.progress.step === at && rates.length === at) trainer.setLearningRate(rate);
    const event = trainer.advance();
    if (event.kind === 'finished') return rates;
    if (event.kind === 'trained') rates.push(event.learningRate);
  }
}

describe('a rate that is set', () => {
  it.each(SCHEDULES)('is exactly that of the next step with %s', (schedule) => {
    const rates = ratesWith(start({ schedule, learningRate: 0.1 }), 50, 0.03);
    expect(rates[49]).toBeGreaterThan(0.03);
    expect(rates[50]).toBe(0.03);
  });

  it.each(['linear', 'cosine'] as const)('falls to almost none at the end with %s', (schedule) => {
    const rest = ratesWith(start({ schedule, learningRate: 0.1 }), 50, 0.3).slice(50);
    expect(rest).toEqual(rest.toSorted((a, b) => b - a));
    expect(rest.at(-1)).toBeLessThan(0.01);
    expect(rest.at(-1)).toBeGreaterThan(0);
  });

  it('stays with a constant schedule and is what is halved with halve', () => {
    expect(new Set(ratesWith(start({ schedule: 'constant' }), 50, 0.03).slice(50))).toEqual(new Set([0.03]));
    const slow = start({ schedule: 'halve', learningRate: 1e-6, epochs: 9 });
    const rates = ratesWith(slow, 10, 1e-7);
    expect([...new Set(rates)]).toEqual([1e-6, 1e-7, 5e-8, 2.5e-8]);
    expect(slow.scheduledRate).toBe(1.25e-8);
  });

  it('at the same step gives the same bits, and the same ones again from a checkpoint after it', () => {
    const [one, again] = [start({ schedule: 'cosine' }), start({ schedule: 'cosine' })];
    ratesWith(one, 30, 0.02);
    while (again.progress.step < 30) again.advance();
    again.setLearningRate(0.02);
    const from = again.checkpoint();
    const place = JSON.parse(JSON.stringify(from.place)) as typeof from.place;
    const resumed = new LanguageTrainer({
      ...{
        kernels: float32Reference(shape, 2),
        data: randomData(12, null),
        settings: settings({ schedule: 'cosine' }),
      },
      ...{ from: { ...from, place }, best: again.bestParameters() },
    });
    runToEnd(resumed);
    expect(resumed.checkpoint()).toEqual(one.checkpoint());
    const other = start({ schedule: 'cosine' });
    ratesWith(other, 31, 0.02);
    expect(other.checkpoint().parameters).not.toEqual(one.checkpoint().parameters);
  });

  it('rises when the run gets longer, but not above what was set', () => {
    const place = { ...start({}).checkpoint().place, tokens: 999, schedule: initialScheduleState(1) };
    const changed = withLearningRate(place, 0.01);
    const rate = (name: ScheduleName, total: number): number =>
      nextLearningRate({ ...changed, tokens: 1000 }, name, total);
    for (const name of ['linear', 'cosine'] as const) {
      expect(rate(name, 1001)).toBeCloseTo(0.005, 10);
      expect(rate(name, 2000)).toBeGreaterThan(0.0099);
      expect(rate(name, 2000)).toBeLessThan(0.01);
    }
    // set when nothing was left to train
    expect(nextLearningRate(withLearningRate({ ...place, tokens: 1000 }, 0.01), 'cosine', 1000)).toBe(0.01);
  });
});
