/** Opens the engine in this process for one command, and closes it whatever happens. */
import { dataFolder } from '../data-folder.ts';
import type { LocalEngine } from '../engine/contract.ts';
import type { Call } from './command.ts';
import type { OptionTable } from './options/option.ts';

export async function withEngine<T>(
  { place, data }: Pick<Call<OptionTable>, 'place' | 'data'>,
  work: (engine: LocalEngine) => Promise<T>,
): Promise<T> {
  // loads SQLite's native module: not for `-h`
  const { createEngine } = await import('../engine/engine.ts');
  const engine = await createEngine({
    door: 'terminal',
    dataFolder: dataFolder(data),
    kernelsFolder: place.files.kernels,
    trainingWorkerFile: place.files.trainingWorker,
    textWorkerFile: place.files.textWorker,
    version: place.version,
  });
  try {
    return await work(engine);
  } finally {
    await engine.close();
  }
}
