/** What the weights that `--init` names ask for, known before the text is read. */
import { readFile } from 'node:fs/promises';
import { InterchangeError } from '#shared/interchange/interchange-error.ts';
import { decodeModel } from '#shared/interchange/recurrent-model-file.ts';
import { UnfoldError } from '#shared/protocol/index.ts';
import type { InitialModel } from '../commands/train-settings.ts';

/** @throws UnfoldError `refused` when the file holds no network */
export async function readInitialModel(path: string): Promise<InitialModel> {
  const file = await readFile(path);
  try {
    const { shape, textSettings } = decodeModel(file);
    return { ...shape, tokens: textSettings?.tokens ?? null };
  } catch (error) {
    if (error instanceof InterchangeError) throw new UnfoldError('refused', `${path}: ${error.message}`);
    throw error;
  }
}
