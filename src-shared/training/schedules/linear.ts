/** lambda(p) = lambda_0 (1 - p), with p the share of the run's tokens already predicted. */
import type { Schedule } from './schedule.ts';

export const linear: Schedule = {
  learningRate: (state, progress) => state.learningRate * (1 - progress),
  afterEpoch: (state) => ({ state, end: false }),
};
