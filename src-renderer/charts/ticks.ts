/** Round numbers along an axis. */

/** Steps of 1, 2 or 5 times a power of ten, at most `most` of them within the range. */
export function linearTicks(min: number, max: number, most: number): number[] {
  if (!(max > min)) return [];
  return multiples(min, max, roundStep((max - min) / most));
}

function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5].find((m) => m * power >= least * (1 - 1e-9)) ?? 10);
}

/** Multiples of a step within a range, rounded where floating point would show. */
function multiples(min: number, max: number, step: number): number[] {
  const ticks: number[] = [];
  for (let i = Math.ceil(min / step - 1e-9); i * step <= max + step * 1e-9; i++)
    ticks.push(Number((i * step).toPrecision(12)));
  return ticks;
}

/** 1, 2 and 5 in each power of ten, or fewer, or linear ticks where less than a power is seen. */
export function logTicks(min: number, max: number, most: number): number[] {
  if (!(max > min) || min <= 0) return [];
  for (const mantissas of [[1, 2, 5], [1, 3], [1]]) {
    const ticks: number[] = [];
    for (let power = Math.floor(Math.log10(min)); power <= Math.ceil(Math.log10(max)); power++)
      for (const m of mantissas) {
        const tick = Number(`${m}e${power}`);
        if (tick >= min * (1 - 1e-9) && tick <= max * (1 + 1e-9)) ticks.push(tick);
      }
    if (ticks.length < 3 && max / min < 10) return linearTicks(min, max, most);
    if (ticks.length <= most) return ticks;
  }
  const powers = linearTicks(Math.log10(min), Math.log10(max), most).filter(Number.isInteger);
  return powers.map((power) => 10 ** power);
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const TIME_STEPS = [1, 2, 5, 10, 15, 30].flatMap((n) => [n, n * MINUTE]).concat([1, 2, 3, 6, 12].map((n) => n * HOUR));

/** Seconds, minutes, hours, days that people count in. */
export function timeTicks(min: number, max: number, most: number): number[] {
  if (!(max > min)) return [];
  const least = (max - min) / most;
  const step = TIME_STEPS.sort((a, b) => a - b).find((s) => s >= least * (1 - 1e-9));
  return multiples(min, max, step ?? roundStep(least / DAY) * DAY);
}
