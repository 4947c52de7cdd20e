/** Texts that a person names: files, standard input, pipes. The engine reads whole files, so the others are copied first. */
import { createReadStream, createWriteStream } from 'node:fs';
import { access, constants, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { UnfoldError } from '#shared/protocol/index.ts';
import type { LocalEngine } from '../../engine/contract.ts';

export const STANDARD_INPUT = '-';

/** @throws the system's error, or UnfoldError, for a path that cannot be read, before any work is done */
export async function checkReadable(path: string): Promise<void> {
  if (path === STANDARD_INPUT) return;
  if ((await stat(path)).isDirectory())
    throw new UnfoldError('refused', `"${path}" is a folder: name the text files in it, for example ${path}/*.txt.`);
  await access(path, constants.R_OK);
}

/** Lets the engine read the texts while `work` runs; copies are gone afterwards. */
export async function withTexts<T>(
  engine: LocalEngine,
  paths: readonly string[],
  stdin: NodeJS.ReadableStream,
  work: (ids: readonly string[]) => Promise<T>,
): Promise<T> {
  let folder: string | null = null;
  try {
    const ids: string[] = [];
    for (const path of paths) {
      const piped = path === STANDARD_INPUT;
      if (!piped && (await stat(path)).isFile()) {
        ids.push(engine.grantFile(path));
        continue;
      }
      folder ??= await mkdtemp(join(tmpdir(), 'unfold-'));
      const copy = join(folder, `${ids.length}.txt`);
      await pipeline(piped ? stdin : createReadStream(path), createWriteStream(copy));
      ids.push(engine.grantFile(copy, { name: piped ? 'standard input' : path }));
    }
    return await work(ids);
  } finally {
    if (folder !== null) await rm(folder, { recursive: true, force: true });
  }
}
