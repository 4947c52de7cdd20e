/** Which files of a folder are taken, and what names files get that leave Unfold. */
import { describe, expect, test } from 'vitest';
import {
  addLeftOut,
  exportFileName,
  FolderSelection,
  isTextFile,
  MOST_ENTRIES,
  MOST_FILES,
  safeFileName,
} from '#shared/protocol/index.ts';

test('text files are told by their extension', () => {
  for (const name of ['a.txt', 'A.TXT', 'notes.md', 'b.c.csv', '书.text']) expect(isTextFile(name), name).toBe(true);
  for (const name of ['a', 'a.png', 'txt', '.txt', 'a.txt.gz', 'a.']) expect(isTextFile(name), name).toBe(false);
});

describe('a walk through a folder', () => {
  const walk = (paths: readonly string[]) => {
    const selection = new FolderSelection<string>();
    for (const path of paths) {
      const names = path.split('/');
      if (names.every((name) => selection.meets(name))) selection.offer(path, names.at(-1) ?? '', path);
    }
    return selection.result();
  };
  test('takes text in the order of the paths, numbers by value, and counts the rest', () => {
    expect(walk(['b 10.txt', 'b 9.txt', 'a/z.txt', 'x.png', 'y.jpg', 'z.gif', 'w.bin'])).toEqual({
      files: ['a/z.txt', 'b 9.txt', 'b 10.txt'],
      leftOut: { files: 4, examples: ['x.png', 'y.jpg', 'z.gif'], tooMany: false },
    });
  });
  test('passes over what is hidden, without a word', () => {
    expect(walk(['.git/a.txt', '.a.txt', 'b/.c/d.txt'])).toEqual({ files: [], leftOut: null });
  });
  test('ends at the most files, and says so', () => {
    const exact = Array.from({ length: MOST_FILES }, (_, i) => `${i}.txt`);
    expect(walk(exact).leftOut).toBeNull();
    const { files, leftOut } = walk([...exact, 'more.txt', 'x.png']);
    expect(files).toHaveLength(MOST_FILES);
    expect(leftOut).toEqual({ files: 0, examples: [], tooMany: true });
  });
  test('ends at the most entries', () => {
    const selection = new FolderSelection<string>();
    for (let i = 0; i < MOST_ENTRIES; i++) selection.meets('x.png');
    expect(selection.full).toBe(false);
    expect(selection.meets('a.txt')).toBe(false);
    expect(selection.full).toBe(true);
  });
  test('adds up with another', () => {
    const a = { files: 2, examples: ['a', 'b'], tooMany: false };
    const b = { files: 5, examples: ['c', 'd', 'e'], tooMany: true };
    expect(addLeftOut(a, b)).toEqual({ files: 7, examples: ['a', 'b', 'c'], tooMany: true });
    expect(addLeftOut(null, b)).toEqual(b);
    expect(addLeftOut(null, null)).toBeNull();
  });
});

describe('names of files that leave', () => {
  test('hold nothing that a file system refuses or a reader is misled by', () => {
    expect(safeFileName('../../etc/passwd.txt')).toBe('etc passwd.txt');
    expect(safeFileName('a:b*c?"d"<e>|f\\g.csv')).toBe('a b c d e f g.csv');
    expect(safeFileName('tab\there\n.png')).toBe('tab here.png');
    expect(safeFileName('photo\u202egnp.exe')).toBe('photo gnp.exe');
    expect(safeFileName(' . . ')).toBe('unfold');
    expect(safeFileName('.csv')).toBe('unfold.csv');
    expect(safeFileName('CON.txt')).toBe('_CON.txt');
    expect(safeFileName('com1')).toBe('_com1');
    expect(safeFileName('白鲸 第一章.txt')).toBe('白鲸 第一章.txt');
  });
  test('are not too long, and keep their extension', () => {
    const name = safeFileName(`${'𝔘'.repeat(500)}.safetensors`);
    expect([...name]).toHaveLength(120 + '.safetensors'.length);
    expect(name.endsWith('𝔘.safetensors')).toBe(true);
  });
  test('of exports are the run’s', () => {
    expect(exportFileName('rate 0.1/halved', 'npz')).toBe('rate 0.1 halved.npz');
  });
});
