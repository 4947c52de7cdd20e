/** The browser door as a whole: an engine over the data folder behind a server that shows the page. */
import { join } from 'node:path';
import { createEngine } from '../engine/engine.ts';
import { describeLiveSessions, listSessions } from '../engine/sessions.ts';
import type { ProgramFiles } from '../program-files.ts';
import { type RunningServer, startServer } from './start-server.ts';

export interface BrowserDoorOptions {
  readonly files: ProgramFiles;
  readonly version: string;
  readonly dataFolder: string;
  readonly port: number;
}

export interface BrowserDoor extends RunningServer {
  /** Where else this library is open, as a sentence: a terminal command beside it is usual, its run shows up here. */
  readonly note: string | null;
}

/**
 * @throws an error whose message is a sentence for the person: already open, the port is taken, the database cannot be
 * opened
 */
export async function openBrowserDoor({ files, version, dataFolder, port }: BrowserDoorOptions): Promise<BrowserDoor> {
  const note = describeLiveSessions(dataFolder);
  if (listSessions(dataFolder).some(({ door }) => door !== 'terminal'))
    throw new Error(`${note} Use it there, close it first, or choose another folder with --data.`);
  try {
    const server = await startServer({
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
    return { ...server, note };
  } catch (error) {
    if (isTaken(error))
      throw new Error(`Port ${port} is taken by another program. Choose another with --port.`, { cause: error });
    throw error;
  }
}

const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES');
