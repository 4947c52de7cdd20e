/** Shows folders and files of this machine in the system's own programs. */
import { shell } from 'electron';
import { UnfoldError } from '#shared/protocol/index.ts';

/** @throws UnfoldError `not-found` with the path, so that it can be found by hand */
export async function showPath(path: string): Promise<void> {
  const failure = await shell.openPath(path);
  if (failure !== '') throw new UnfoldError('not-found', `The system cannot show ${path}. Open it by hand.`, failure);
}
