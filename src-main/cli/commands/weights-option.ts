/** Which weights of a run to work with: those of the best validation, or the last ones. */
import { type Parameters, requestSchemas, type Run } from '#shared/protocol/index.ts';
import { setting } from '../options/option.ts';

type WeightsName = Parameters<'sampling.next'>['weights'];

export const weightsOption = setting(
  requestSchemas['sampling.next'].entries.weights,
  'WHICH',
  'those with the lowest validation loss, or those after the last step',
  { usually: 'best' },
);

/** The best ones unless said otherwise; the last ones while the best are still those that the run started from. */
export function chooseWeights({ best, progress }: Run, chosen: WeightsName | undefined): WeightsName {
  const untrained = best !== null && best.step === 0 && progress.step > 0;
  return chosen ?? (untrained ? 'last' : 'best');
}
