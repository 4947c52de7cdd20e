import { describe, expect, it } from 'vitest';
import { TeamSize } from '#shared/kernels/simd/team-size.ts';

/** Milliseconds of one step with so many threads, at some moment. */
type Machine = (threads: number, now: number) => number;

/** Trains for some seconds. Returns the share of the time that each number of threads had, and all steps. */
function train(machine: Machine, seconds: number, present: (now: number) => number = () => 4) {
  let now = 0;
  const team = new TeamSize(() => now);
  const time = new Map<number, number>();
  let steps = 0;
  while (now < seconds * 1000) {
    team.time(present(now), 20, () => {
      const took = machine(team.size, now);
      time.set(team.size, (time.get(team.size) ?? 0) + took);
      now += took;
      steps++;
    });
  }
  const share = (threads: number): number => (time.get(threads) ?? 0) / now;
  return { share, steps };
}

describe('the size of a team', () => {
  it('is that of all threads where they are faster, nearly always', () => {
    const { share, steps } = train((threads) => 1.2 / threads + 0.1, 20);
    expect(share(4)).toBeGreaterThan(0.93);
    expect(steps).toBeGreaterThan(0.95 * (20_000 / 0.4));
  });

  it('is one where helpers are slower', () => {
    expect(train((threads) => 1 + threads, 20).share(1)).toBeGreaterThan(0.95);
  });

  it('is in between where that is best', () => {
    expect(train((threads) => (threads === 2 ? 1 : 1.5), 20).share(2)).toBeGreaterThan(0.93);
  });

  it('goes by the mean: now and then a step of a team waits long', () => {
    let step = 0;
    const busy: Machine = (threads) => (threads === 1 ? 1.2 : ++step % 40 === 0 ? 60 : 0.6);
    const { share, steps } = train(busy, 60);
    expect(share(1)).toBeGreaterThan(0.85);
    expect(steps).toBeGreaterThan(0.85 * (60_000 / 1.2));
  });

  it('follows what changes', () => {
    const machine: Machine = (threads, now) => (now < 20_000 || now > 60_000 ? 1 / threads : threads);
    const { steps } = train(machine, 120);
    const best = 20_000 * 4 + 40_000 + 60_000 * 4;
    expect(steps).toBeGreaterThan(0.85 * best);
  });

  it('is one until helpers are there', () => {
    const { share } = train(
      (threads) => 1 / threads,
      20,
      (now) => (now < 10_000 ? 1 : 2),
    );
    expect(share(1)).toBeGreaterThan(0.5);
    expect(share(2)).toBeGreaterThan(0.45);
    expect(share(4)).toBe(0);
  });
});
