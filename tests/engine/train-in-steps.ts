/** Training without a thread and without a clock: messages come at chosen looks, and the process dies at a chosen one. */
import { chooseKernels } from '../../src-main/engine/kernel-choice.ts';
import { trainRun } from '../../src-main/engine/train-run.ts';
import type { ToTrainer, TrainingEnd } from '../../src-main/engine/training-messages.ts';
import type { WritableDatabase } from '../../src-main/store/database.ts';
import { rewindToCheckpoint } from '../../src-main/store/rewind.ts';
import { KERNELS_FOLDER } from '../../scripts/build-kernels.ts';

export const DEATH = 'the process died';

/** Each call of the clock takes so many seconds: a look for messages comes every few steps, at the same ones each time. */
const TICK = 0.004;

export interface Plan {
  /** Look number -> the message that is found there; 'die' ends everything without a word. */
  readonly [look: number]: ToTrainer | 'die';
}

/** Goes on from the last checkpoint. @throws Error DEATH */
export function trainInSteps(database: WritableDatabase, run: number, plan: Plan = {}): TrainingEnd {
  rewindToCheckpoint(database, run);
  let now = 0;
  let look = 0;
  let told: ToTrainer | undefined;
  return trainRun(
    { dataFolder: '', run, kernels: chooseKernels(KERNELS_FOLDER), steps: null, stepsPerSecond: null },
    {
      database,
      clock: () => (now += TICK),
      wait: () => undefined,
      tell: () => undefined,
      nextWish: () => {
        if (told !== undefined) return (told = undefined);
        const wish = plan[++look];
        if (wish === 'die') throw new Error(DEATH);
        return (told = wish);
      },
    },
  );
}
