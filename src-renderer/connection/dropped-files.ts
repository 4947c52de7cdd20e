/** The text files among what was dropped or chosen in a browser, folders read at any depth. */
import { type FolderFiles, FolderSelection } from '#shared/protocol/index.ts';

/** What this needs of the browser's entries, of which `DataTransferItem.webkitGetAsEntry` gives one. */
export interface DroppedEntry {
  readonly name: string;
  readonly isDirectory: boolean;
}
interface FileEntry extends DroppedEntry {
  file(take: (file: File) => void, fail: (error: unknown) => void): void;
}
interface FolderEntry extends DroppedEntry {
  createReader(): { readEntries(take: (some: DroppedEntry[]) => void, fail: (error: unknown) => void): void };
}

/** Files that were dropped themselves are taken whatever their names: the person chose them. */
export async function readDropped(entries: readonly DroppedEntry[]): Promise<FolderFiles<File>> {
  const chosen: File[] = [];
  const selection = new FolderSelection<File>();
  for (const entry of entries)
    if (entry.isDirectory) await walk(entry, '', selection);
    else chosen.push(await fileOf(entry));
  const { files, leftOut } = selection.result();
  return { files: [...chosen, ...files], leftOut };
}

async function walk(folder: DroppedEntry, path: string, selection: FolderSelection<File>): Promise<void> {
  for (const entry of await entriesOf(folder)) {
    if (selection.full) return;
    if (!selection.meets(entry.name)) continue;
    const inner = `${path}/${entry.name}`;
    if (entry.isDirectory) await walk(entry, inner, selection);
    else selection.offer(inner, entry.name, await fileOf(entry));
  }
}

const fileOf = (entry: DroppedEntry): Promise<File> =>
  // an entry that is no directory is a file's
  new Promise((resolve, reject) => (entry as FileEntry).file(resolve, reject));

/** A reader answers with some entries at a time, in the end with none. */
async function entriesOf(folder: DroppedEntry): Promise<DroppedEntry[]> {
  const reader = (folder as FolderEntry).createReader();
  const all: DroppedEntry[] = [];
  for (;;) {
    const some = await new Promise<DroppedEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some);
  }
}

/** What `<input webkitdirectory>` gives: all files of a folder, each with its path. */
export function selectFromFolder(files: readonly File[]): FolderFiles<File> {
  const selection = new FolderSelection<File>();
  for (const file of files) {
    const path = file.webkitRelativePath || file.name;
    // the folder itself was chosen, whatever its name
    if (
      path
        .split('/')
        .slice(1)
        .every((name) => selection.meets(name))
    )
      selection.offer(path, file.name, file);
  }
  return selection.result();
}
