/** Once before the end-to-end tests: the program is built, and nothing of an earlier run is left. */
import type { TestProject } from 'vitest/node';
import { ensureBuilt } from '../../scripts/build.ts';
import { removeAbandonedFolders, removeFolder, temporaryFolder } from './temporary-folders.ts';

export default async function setup({ provide }: TestProject): Promise<() => void> {
  removeAbandonedFolders();
  await ensureBuilt((line) => process.stderr.write(`${line}\n`));
  const sharedFolder = temporaryFolder();
  provide('sharedFolder', sharedFolder);
  return () => {
    removeFolder(sharedFolder);
    removeAbandonedFolders();
  };
}
