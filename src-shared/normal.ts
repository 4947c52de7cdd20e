/** Normally distributed numbers: the polar method (Marsaglia and Bray 1964), without the second number of each pair. */
import type { Random } from './random.ts';

/** A draw from N(0, 1); how many draws of the generator it takes varies. */
export function normal(random: Random): number {
  for (;;) {
    const x = 2 * random.next() - 1;
    const y = 2 * random.next() - 1;
    const s = x * x + y * y;
    if (s > 0 && s < 1) return x * Math.sqrt((-2 * Math.log(s)) / s);
  }
}
