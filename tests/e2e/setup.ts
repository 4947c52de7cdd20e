/** Once before the end-to-end tests: the program is built, nothing of an earlier run is left, a library is seeded. */
import type { TestProject } from 'vitest/node';
import { ensureBuilt } from '../../scripts/build.ts';
import { seed } from './seeded-library.ts';
import { removeAbandonedFolders, removeFolder, temporaryFolder } from './temporary-folders.ts';

export default async function setup({ provide }: TestProject): Promise<() => void> {
  removeAbandonedFolders();
  await ensureBuilt((line) => process.stderr.write(`${line}\n`));
  const folder = temporaryFolder();
  provide('seeded', { folder, seeds: await seed(folder) });
  return () => {
    removeFolder(folder);
    removeAbandonedFolders();
  };
}
