/** Files that the person chose or dropped, or that the system handed over, for the engine to read. */
import { stat } from 'node:fs/promises';
import { basename, isAbsolute } from 'node:path';
import { app } from 'electron';
import { type ChosenFile, type FolderFiles, UnfoldError } from '#shared/protocol/index.ts';
import type { EngineProcess } from './engine-process.ts';
import { walkFolder } from './folder-walk.ts';
import type { RecentFiles } from './recent-files.ts';

export class OpenedFiles {
  readonly #engine: EngineProcess;
  readonly #recent: RecentFiles;

  constructor(engine: EngineProcess, recent: RecentFiles) {
    this.#engine = engine;
    this.#recent = recent;
  }

  /** @throws UnfoldError `refused` when one is no file */
  async take(paths: readonly string[]): Promise<ChosenFile[]> {
    const files = await Promise.all(paths.map((path) => this.#grant(path)));
    this.#recent.add(paths);
    for (const path of paths) app.addRecentDocument(path);
    return files;
  }

  /** The text files in it. A folder's files are not remembered one by one. @throws UnfoldError */
  async takeFolder(path: string): Promise<FolderFiles<ChosenFile>> {
    const { files, leftOut } = await walkFolder(asPath(path));
    return { files: await Promise.all(files.map((file) => this.#grant(file))), leftOut };
  }

  async #grant(given: string): Promise<ChosenFile> {
    const path = asPath(given);
    const name = basename(path);
    const info = await stat(path).catch((error: unknown) => {
      throw new UnfoldError('not-found', `"${name}" is not there, or may not be read. Choose it again.`, String(error));
    });
    if (!info.isFile()) throw new UnfoldError('refused', `"${name}" is not a file. Choose text files.`);
    return { name, bytes: info.size, source: await this.#engine.ask({ do: 'grant-file', path, name }) };
  }
}

function asPath(path: unknown): string {
  if (typeof path !== 'string' || !isAbsolute(path))
    throw new UnfoldError('invalid-request', 'A file is named by its full path.');
  return path;
}
