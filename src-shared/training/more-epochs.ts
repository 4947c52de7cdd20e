/** A run that has done its epochs, or was stopped, is given more. */
import type { TrainerPlace } from './checkpoint.ts';
import { PATIENCE } from './schedules/halve.ts';

/**
 * The place from which the run trains on. What had ended goes on with the next epoch, and its test part will be measured
 * again at the new end. A schedule that had lost its patience starts it anew, at the rate it had come to.
 */
export function trainingOn(place: TrainerPlace): TrainerPlace {
  if (place.work !== 'test' && place.work !== 'finished') return place;
  const { schedule } = place;
  const endedByIt = schedule.halvingsWithoutGain >= PATIENCE;
  return {
    ...place,
    work: 'train',
    schedule: endedByIt ? { ...schedule, halving: false, halvingsWithoutGain: 0 } : schedule,
  };
}
