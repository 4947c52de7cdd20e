/**
 * Files that the system hands over: in the command line of this start or of a second one, dropped on the program's icon,
 * opened with it. What comes before the engine and the window are there waits for them.
 */
import { statSync } from 'node:fs';
import { app } from 'electron';

export interface HandedFiles {
  add(paths: readonly string[]): void;
  /** From now on, paths are given at once. */
  takenBy(take: (paths: readonly string[]) => void): void;
}

/** Must run before the app is ready: macOS tells of a file that started the program very early. */
export function waitForHandedFiles(): HandedFiles {
  const waiting: string[] = [];
  let take = (paths: readonly string[]): void => void waiting.push(...paths);
  const add = (paths: readonly string[]): void => {
    if (paths.length > 0) take(paths);
  };
  app.on('open-file', (event, path) => {
    event.preventDefault();
    add([path]);
  });
  return {
    add,
    takenBy(taker) {
      take = taker;
      add(waiting.splice(0));
    },
  };
}

/** A folder among what was handed over is opened as its text files. */
export function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
