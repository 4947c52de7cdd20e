/** What the engine's requests work with. */
import type { WritableDatabase } from '../store/database.ts';
import type { StoredLanguageRun, StoredPerceptronRun } from '../store/run-rows.ts';
import type { EngineOptions } from './contract.ts';
import type { GrantedFiles } from './granted-files.ts';
import type { KernelChoice } from './kernel-choice.ts';
import type { LibraryWatcher } from './library-watcher.ts';
import type { LoadedModel } from './language-model.ts';
import type { LoadedModels } from './loaded-models.ts';
import type { Log } from './log-file.ts';
import type { LoadedPerceptron } from './perceptrons/loaded-perceptron.ts';
import type { OwnSession } from './sessions.ts';
import type { TextThreads } from './text-threads.ts';
import type { TrainingQueue } from './training-queue.ts';

export interface EngineContext {
  readonly options: EngineOptions;
  readonly database: WritableDatabase;
  readonly log: Log;
  readonly session: OwnSession;
  readonly kernels: KernelChoice;
  readonly files: GrantedFiles;
  readonly watcher: LibraryWatcher;
  readonly texts: TextThreads;
  readonly queue: TrainingQueue;
  readonly models: LoadedModels<StoredLanguageRun, LoadedModel>;
  readonly perceptrons: LoadedModels<StoredPerceptronRun, LoadedPerceptron>;
}
