/** Which of a run's weights to work with when nobody says. */
import type { Run } from './entities.ts';

/** The best ones; the last ones while nothing was validated, or the best are still those that the run started from. */
export function defaultWeights({ best, progress }: Pick<Run, 'best' | 'progress'>): 'best' | 'last' {
  return best === null || (best.step === 0 && progress.step > 0) ? 'last' : 'best';
}
