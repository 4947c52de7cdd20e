/**
 * The learning rate of a run's next step, and how a person sets another one.
 *
 *     p = (tokens - since) / (total - since)      the share of the way to the end, from where the rate was last set
 *     lambda = schedule(lambda_0, p)
 *
 * A rate that is set becomes lambda_0, and the present token `since`: the next step has exactly this rate, and a
 * schedule that decays reaches zero at the end of the run all the same. A run that is given more epochs has a larger
 * total, so that its decay is stretched: the rate rises to where a run of that length would be, never above lambda_0.
 */
import type { TrainerPlace } from './checkpoint.ts';
import { schedules } from './schedules/registry.ts';
import type { ScheduleName } from './settings.ts';

/** @param total predicted tokens of the whole run */
export function nextLearningRate(
  { schedule, tokens }: Pick<TrainerPlace, 'schedule' | 'tokens'>,
  name: ScheduleName,
  total: number,
): number {
  const since = schedule.since ?? 0;
  return schedules[name].learningRate(schedule, total > since ? (tokens - since) / (total - since) : 0);
}

/** The same place, from which the schedule goes on at another rate. @param learningRate above 0 */
export const withLearningRate = (place: TrainerPlace, learningRate: number): TrainerPlace => ({
  ...place,
  schedule: { ...place.schedule, learningRate, since: place.tokens },
});
