/** Files that the person chose: a door grants them, and the protocol's clients name them by an id that cannot be guessed. */
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { basename } from 'node:path';
import { UnfoldError } from '#shared/protocol/index.ts';

export interface GrantedFile {
  readonly path: string;
  readonly name: string;
  readonly temporary: boolean;
}

export class GrantedFiles {
  readonly #files = new Map<string, GrantedFile>();

  grant(
    path: string,
    { name, temporary = false }: { readonly name?: string; readonly temporary?: boolean } = {},
  ): string {
    const id = randomUUID();
    this.#files.set(id, { path, name: name ?? basename(path), temporary });
    return id;
  }

  /** @throws UnfoldError `not-found` */
  get(id: string): GrantedFile {
    const file = this.#files.get(id);
    if (file === undefined)
      throw new UnfoldError('not-found', 'This file is no longer known to Unfold. Choose it again.');
    return file;
  }

  /** Deletes the file when it is a temporary one; others stay known. */
  release(id: string): void {
    const file = this.#files.get(id);
    if (!file?.temporary) return;
    this.#files.delete(id);
    rmSync(file.path, { force: true });
  }

  releaseAll(): void {
    for (const id of [...this.#files.keys()]) this.release(id);
  }
}
