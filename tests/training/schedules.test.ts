import { describe, expect, it } from 'vitest';
import { schedules } from '#shared/training/schedules/registry.ts';
import { initialScheduleState } from '#shared/training/schedules/schedule.ts';
import { SCHEDULES } from '#shared/training/settings.ts';

/** Rate after each of these epochs' losses, and the epoch (from 1) that ended the run. */
function halveThrough(losses: number[]): { rates: number[]; ended: number | null } {
  let state = initialScheduleState(1);
  const rates: number[] = [];
  for (const [i, loss] of losses.entries()) {
    const outcome = schedules.halve.afterEpoch(state, loss);
    state = JSON.parse(JSON.stringify(outcome.state)) as typeof state;
    rates.push(state.learningRate);
    if (outcome.end) return { rates, ended: i + 1 };
  }
  return { rates, ended: null };
}

describe('every schedule', () => {
  it.each(SCHEDULES)('%s begins at the rate of the settings', (name) => {
    expect(schedules[name].learningRate(initialScheduleState(0.3), 0)).toBe(0.3);
  });
});

describe('constant, linear and cosine', () => {
  it('have their rates', () => {
    const rates = (name: 'constant' | 'linear' | 'cosine'): number[] =>
      [0, 0.25, 0.5, 0.75].map((progress) => schedules[name].learningRate(initialScheduleState(2), progress));
    expect(rates('constant')).toEqual([2, 2, 2, 2]);
    expect(rates('linear')).toEqual([2, 1.5, 1, 0.5]);
    const half = Math.SQRT1_2;
    [2, 1 + half, 1, 1 - half].forEach((rate, i) => expect(rates('cosine')[i]).toBeCloseTo(rate, 12));
  });

  it('reach about zero, and stay above it', () => {
    for (const name of ['linear', 'cosine'] as const) {
      const rate = schedules[name].learningRate(initialScheduleState(1), 1 - 1e-7);
      expect(rate).toBeGreaterThan(0);
      expect(rate).toBeLessThan(1e-6);
    }
  });

  it('never end a run', () => {
    for (const name of ['constant', 'linear', 'cosine'] as const)
      expect(schedules[name].afterEpoch(initialScheduleState(1), 9).end).toBe(false);
  });
});

describe('halve', () => {
  it('keeps the rate while epochs gain 0.3 %', () => {
    expect(halveThrough([5, 4.9, 4.8, 4.7])).toEqual({ rates: [1, 1, 1, 1], ended: null });
  });

  it('needs a gain of more than 0.3 % of the best loss so far', () => {
    expect(halveThrough([5, 5 * 0.9969]).rates).toEqual([1, 1]);
    expect(halveThrough([5, 5 * 0.9971]).rates).toEqual([1, 0.5]);
  });

  it('halves after every epoch from the first without gain on, gain or not', () => {
    expect(halveThrough([5, 4.999, 4.5, 4, 3.5])).toEqual({ rates: [1, 0.5, 0.25, 0.125, 0.0625], ended: null });
  });

  it('ends after two halved epochs in a row without gain', () => {
    expect(halveThrough([5, 5, 5, 5, 5])).toEqual({ rates: [1, 0.5, 0.25, 0.125], ended: 4 });
  });

  it('begins to count anew after a gain', () => {
    expect(halveThrough([5, 5, 5, 4.5, 4.5, 4.5]).ended).toBe(6);
  });

  it('takes no recovery from a worse epoch for a gain', () => {
    expect(halveThrough([5, 6, 5.5, 5.2])).toEqual({ rates: [1, 0.5, 0.25, 0.125], ended: 4 });
  });
});
