/** Which weights of a run to work with: those of the best validation, or the last ones. */
import { requestSchemas } from '#shared/protocol/index.ts';
import { setting } from '../options/option.ts';

export const weightsOption = setting(
  requestSchemas['sampling.next'].entries.weights,
  'WHICH',
  'those with the lowest validation loss, or those after the last step',
  { usually: 'best' },
);
