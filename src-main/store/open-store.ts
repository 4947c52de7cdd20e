/** The library of one data folder: opened, checked, brought to the newest schema. */
import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { UnfoldError } from '#shared/protocol/index.ts';
import { openWritable, type WritableDatabase } from './database.ts';
import { migrate } from './migrate.ts';

/** Milliseconds to wait while another connection writes, perhaps a large text: the engine must keep answering. */
const ENGINE_PATIENCE = 5_000;
const THREAD_PATIENCE = 120_000;

export const libraryFile = (dataFolder: string): string => join(dataFolder, 'unfold.db');

/** Creates the folder, for its owner alone, when it is missing; one that exists is left as it is. @throws UnfoldError `refused` */
export function makePrivateFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new UnfoldError(
      'refused',
      `The folder ${folder} cannot be used. Choose a folder that you may write to (--data DIR, or UNFOLD_DATA).`,
      String(error),
    );
  }
}

/** @throws UnfoldError when the library cannot be opened, is damaged, or was written by a newer version */
export function openStore(dataFolder: string): WritableDatabase {
  makePrivateFolder(dataFolder);
  const file = libraryFile(dataFolder);
  const isNew = !existsSync(file);
  const database = openWritable(file, ENGINE_PATIENCE);
  try {
    // SQLite gives the files beside it the same permissions.
    if (isNew) chmodSync(file, 0o600);
    migrate(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** A second connection of a thread whose process has opened the store already. */
export const joinStore = (dataFolder: string): WritableDatabase =>
  openWritable(libraryFile(dataFolder), THREAD_PATIENCE);
