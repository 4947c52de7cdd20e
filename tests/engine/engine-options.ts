/** Options of an engine over the sources, for processes that run without the test runner. */
import { join } from 'node:path';
import { KERNELS_FOLDER } from '../../scripts/build-kernels.ts';
import type { EngineOptions } from '../../src-main/engine/contract.ts';

const ENGINE_FOLDER = join(import.meta.dirname, '../../src-main/engine');

export const engineOptions = (dataFolder: string, changes: Partial<EngineOptions> = {}): EngineOptions => ({
  door: 'test',
  dataFolder,
  kernelsFolder: KERNELS_FOLDER,
  trainingWorkerFile: join(ENGINE_FOLDER, 'training-worker.ts'),
  textWorkerFile: join(ENGINE_FOLDER, 'text-worker.ts'),
  kernels: { threads: 1, wide: true },
  version: '0.0.1',
  ...changes,
});
