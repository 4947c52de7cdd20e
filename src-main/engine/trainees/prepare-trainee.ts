/** A run at its last checkpoint, or at its start. The one place that tells the families' trainees apart. */
import { UnfoldError } from '#shared/protocol/index.ts';
import { readCheckpoint } from '../../store/checkpoints.ts';
import type { ReadableDatabase } from '../../store/database.ts';
import type { StoredRun } from '../../store/run-rows.ts';
import type { KernelChoice, KernelHelp } from '../kernel-choice.ts';
import { languageTrainee } from './language-trainee.ts';
import { perceptronTrainee } from './perceptron-trainee.ts';
import type { Trainee } from './trainee.ts';

export interface TraineeSurroundings {
  readonly database: ReadableDatabase;
  readonly choice: KernelChoice;
  readonly help: KernelHelp | null;
}

export interface PreparedTrainee {
  readonly trainee: Trainee;
  /** Training time so far; null: it begins now. */
  readonly seconds: number | null;
}

/** @throws UnfoldError when run, data and memory do not fit */
export function prepareTrainee(surroundings: TraineeSurroundings, run: StoredRun): PreparedTrainee {
  const stored = readCheckpoint(surroundings.database, run.id);
  try {
    const trainee =
      run.family === 'language'
        ? languageTrainee(surroundings, run, stored)
        : perceptronTrainee(surroundings, run, stored);
    return { trainee, seconds: stored?.seconds ?? null };
  } catch (error) {
    // The sentences of trainers and kernels about what does not fit.
    throw error instanceof RangeError ? new UnfoldError('refused', error.message, error.stack) : error;
  }
}
