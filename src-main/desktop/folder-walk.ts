/** The text files of a folder, at any depth. Links are not followed: they may lead in circles, or out of the folder. */
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type FolderFiles, FolderSelection, UnfoldError } from '#shared/protocol/index.ts';

/** Absolute paths. @throws UnfoldError `refused` when the folder cannot be read */
export async function walkFolder(folder: string): Promise<FolderFiles<string>> {
  const selection = new FolderSelection<string>();
  try {
    await walk(folder, '', selection);
  } catch (error) {
    throw new UnfoldError('refused', `"${basename(folder)}" cannot be read. Choose another folder.`, String(error));
  }
  return selection.result();
}

async function walk(folder: string, place: string, selection: FolderSelection<string>): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (selection.full) return;
    if (!selection.meets(entry.name)) continue;
    const path = join(folder, entry.name);
    const inner = `${place}/${entry.name}`;
    if (entry.isFile()) selection.offer(inner, entry.name, path);
    else if (!entry.isDirectory()) selection.leaveOut(entry.name);
    // a folder inside that may not be read is left out, not the end of all
    else await walk(path, inner, selection).catch(() => selection.leaveOut(entry.name));
  }
}
