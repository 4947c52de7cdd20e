/** lambda(p) = lambda_0 (1 + cos(pi p)) / 2, with p the share of the run's tokens already predicted. */
import type { Schedule } from './schedule.ts';

export const cosine: Schedule = {
  // As cos^2(pi p / 2): stays above zero where 1 + cos(pi p) would cancel.
  learningRate: (state, progress) => state.learningRate * Math.cos((Math.PI / 2) * progress) ** 2,
  afterEpoch: (state) => ({ state, end: false }),
};
