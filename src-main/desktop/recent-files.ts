/** The text files that were opened last, newest first. Their paths stay here: the page knows them by an id. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import * as v from 'valibot';
import { type RecentFile, UnfoldError } from '#shared/protocol/index.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';

const MOST = 12;
const PathsSchema = v.array(v.string());

/** The same file has the same id, whenever it is listed. */
const idOf = (path: string): string => createHash('sha256').update(path).digest('base64url').slice(0, 22);

export class RecentFiles {
  readonly #file: string;
  readonly #changed: () => void;
  #paths: readonly string[];

  /** @param changed called after each change of the list */
  constructor(file: string, changed: () => void) {
    this.#file = file;
    this.#changed = changed;
    this.#paths = readJsonFile(file, PathsSchema) ?? [];
  }

  /** Those that are still there. */
  list(): RecentFile[] {
    return this.#paths
      .filter((path) => existsSync(path))
      .map((path) => ({ id: idOf(path), name: basename(path), folder: dirname(path) }));
  }

  /** @throws UnfoldError `not-found` */
  pathOf(id: string): string {
    const path = this.#paths.find((known) => idOf(known) === id);
    if (path === undefined || !existsSync(path))
      throw new UnfoldError('not-found', 'This file is no longer where it was. Choose it again.');
    return path;
  }

  add(paths: readonly string[]): void {
    this.#keep([...new Set([...paths, ...this.#paths])].slice(0, MOST));
  }

  clear(): void {
    this.#keep([]);
  }

  #keep(paths: readonly string[]): void {
    this.#paths = paths;
    writeJsonFile(this.#file, paths);
    this.#changed();
  }
}
