/** The contract of a learning-rate schedule. To add one: one file here, one line in registry.ts, its name in settings.ts. */
import type { ScheduleState } from '../checkpoint.ts';

export interface EpochOutcome {
  readonly state: ScheduleState;
  /** The run ends here, whatever epochs remain. */
  readonly end: boolean;
}

export interface Schedule {
  /**
   * The rate of the next step.
   * @param progress the share of the run's predicted tokens that lies behind, counted from where the rate was last set:
   *   0 <= progress < 1
   */
  learningRate(state: ScheduleState, progress: number): number;
  /** @param loss after the epoch, nats per token: of the validation part, or of the epoch's training if there is none */
  afterEpoch(state: ScheduleState, loss: number): EpochOutcome;
}

/** @param learningRate lambda of the settings */
export function initialScheduleState(learningRate: number): ScheduleState {
  return { learningRate, bestLoss: null, halving: false, halvingsWithoutGain: 0 };
}
