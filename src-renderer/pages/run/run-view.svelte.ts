/** How charts are read: the same for every run one looks at, so that runs can be compared by eye. */
import type { LossUnit } from '../../charts/loss-units.ts';
import type { XAxis } from '../../charts/x-axis.ts';

class RunView {
  unit = $state<LossUnit>('nats');
  axis = $state<XAxis>('epochs');
  log = $state(false);
  /** The slider's position, 0 to 1. */
  smoothing = $state(0.6);
  table = $state(false);
}

export const runView = new RunView();
