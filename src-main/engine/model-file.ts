/** A model file that a person chose. */
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { InterchangeError } from '#shared/interchange/interchange-error.ts';
import { UnfoldError } from '#shared/protocol/index.ts';

const MOST_BYTES = 2_000_000_000;

/** @param decode may throw an InterchangeError   @throws UnfoldError `not-found`, `refused` */
export async function readModelFile<Model>(path: string, decode: (file: Uint8Array) => Model): Promise<Model> {
  try {
    if ((await stat(path)).size > MOST_BYTES)
      throw new UnfoldError(
        'refused',
        `${basename(path)} is too large for a model. Choose a safetensors file of a run.`,
      );
    return decode(await readFile(path));
  } catch (error) {
    if (error instanceof InterchangeError) throw new UnfoldError('refused', `${basename(path)}: ${error.message}`);
    if (error instanceof Error && 'code' in error)
      throw new UnfoldError(
        error.code === 'ENOENT' ? 'not-found' : 'refused',
        `${path} cannot be read. Check its name and that you may open it, then try again.`,
        String(error),
      );
    throw error;
  }
}
