/** Dropped and chosen folders in a browser, read through what stands in for its entries. */
import { expect, test } from 'vitest';
import { type DroppedEntry, readDropped, selectFromFolder } from '../../../src-renderer/connection/dropped-files.ts';

const fileEntry = (name: string) => ({
  name,
  isDirectory: false,
  file: (take: (file: File) => void) => take(new File(['words'], name)),
});
/** Answers with two entries at a time, as browsers answer with a hundred. */
const folderEntry = (name: string, inside: readonly DroppedEntry[]) => ({
  name,
  isDirectory: true,
  createReader() {
    let at = 0;
    return {
      readEntries: (take: (some: DroppedEntry[]) => void) => take(inside.slice(at, (at += 2))),
    };
  },
});
const names = (files: readonly File[]): string[] => files.map(({ name }) => name);

test('folders are read at any depth and in whole, in the order of their paths', async () => {
  const part = folderEntry('part', [fileEntry('3.txt'), fileEntry('12.txt'), fileEntry('5.md')]);
  const book = folderEntry('book', [
    fileEntry('z.txt'),
    fileEntry('cover.png'),
    part,
    folderEntry('.git', [fileEntry('x.txt')]),
  ]);
  const { files, leftOut } = await readDropped([book]);
  expect(names(files)).toEqual(['3.txt', '5.md', '12.txt', 'z.txt']);
  expect(leftOut).toEqual({ files: 1, examples: ['cover.png'], tooMany: false });
});
test('a file that was dropped itself is taken whatever its name', async () => {
  const { files, leftOut } = await readDropped([
    fileEntry('data'),
    folderEntry('f', [fileEntry('a.txt'), fileEntry('data')]),
  ]);
  expect(names(files)).toEqual(['data', 'a.txt']);
  expect(leftOut).toEqual({ files: 1, examples: ['data'], tooMany: false });
});
test('what cannot be read fails as a whole', async () => {
  const broken = {
    name: 'a.txt',
    isDirectory: false,
    file: (_: unknown, fail: (error: Error) => void) => fail(new Error('gone')),
  };
  await expect(readDropped([broken])).rejects.toThrow('gone');
});
test('a chosen folder comes as files with their paths', () => {
  const file = (path: string): File =>
    Object.defineProperty(new File([''], path.split('/').at(-1) ?? ''), 'webkitRelativePath', { value: path });
  const { files, leftOut } = selectFromFolder([
    file('.books/b 10.txt'),
    file('.books/b 2.txt'),
    file('.books/.cache/c.txt'),
    file('.books/d.exe'),
  ]);
  expect(names(files)).toEqual(['b 2.txt', 'b 10.txt']);
  expect(leftOut).toEqual({ files: 1, examples: ['d.exe'], tooMany: false });
});
