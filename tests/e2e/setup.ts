/** Once before the end-to-end tests: the program is built, and nothing of an earlier run is left. */
import { ensureBuilt } from '../../scripts/build.ts';
import { removeAbandonedFolders } from './temporary-folders.ts';

export default async function setup(): Promise<() => void> {
  removeAbandonedFolders();
  await ensureBuilt((line) => process.stderr.write(`${line}\n`));
  return removeAbandonedFolders;
}
