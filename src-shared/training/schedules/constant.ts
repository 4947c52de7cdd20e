/** lambda(p) = lambda_0 */
import type { Schedule } from './schedule.ts';

export const constant: Schedule = {
  learningRate: (state) => state.learningRate,
  afterEpoch: (state) => ({ state, end: false }),
};
