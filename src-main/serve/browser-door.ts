/** The browser door as a whole: an engine over the data folder behind a server that shows the page. */
import { join } from 'node:path';
import { createEngine } from '../engine/engine.ts';
import type { ProgramFiles } from '../program-files.ts';
import { type RunningServer, startServer } from './start-server.ts';

export interface BrowserDoorOptions {
  readonly files: ProgramFiles;
  readonly version: string;
  readonly dataFolder: string;
  readonly port: number;
}

/** @throws an error whose message is a sentence for the person: the port is taken, the database cannot be opened */
export async function openBrowserDoor({
  files,
  version,
  dataFolder,
  port,
}: BrowserDoorOptions): Promise<RunningServer> {
  try {
    return await startServer({
      port,
      rendererFolder: files.renderer,
      uploadsFolder: join(dataFolder, 'uploads'),
      openEngine: (address) =>
        createEngine({
          door: 'browser',
          dataFolder,
          kernelsFolder: files.kernels,
          trainingWorkerFile: files.trainingWorker,
          textWorkerFile: files.textWorker,
          version,
          address,
        }),
    });
  } catch (error) {
    if (isTaken(error))
      throw new Error(`Port ${port} is taken by another program. Choose another with --port.`, { cause: error });
    throw error;
  }
}

const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES');
