/** Files of the desktop door: the command line, folders, those opened last, what main asks of the engine. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readArguments } from '../../src-main/desktop/arguments.ts';
import { EngineTasks } from '../../src-main/desktop/engine-tasks.ts';
import { walkFolder } from '../../src-main/desktop/folder-walk.ts';
import { RecentFiles } from '../../src-main/desktop/recent-files.ts';
import type { ToEngine } from '../../src-main/engine/control-messages.ts';
import { contentDisposition, runOfDownload } from '../../src-main/serve/downloads.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'unfold-desktop-files-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function file(...path: string[]): string {
  const whole = join(folder, ...path);
  mkdirSync(join(whole, '..'), { recursive: true });
  writeFileSync(whole, 'words');
  return whole;
}

describe('the command line', () => {
  const cwd = resolve('/home/me');
  const appPath = resolve('/opt/unfold');
  test('of a package: files and the data folder', () => {
    const read = readArguments(['unfold-desktop', 'a.txt', '--data', 'lib', '/b.md'], { folder: cwd, appPath: null });
    expect(read).toEqual({ data: 'lib', files: [join(cwd, 'a.txt'), resolve('/b.md')] });
  });
  test('of a checkout: the program’s folder is no file to open', () => {
    const argv = ['electron', '--no-sandbox', '--lang=en-US', appPath, '--data=lib', 'a.txt', appPath];
    expect(readArguments(argv, { folder: cwd, appPath })).toEqual({
      data: 'lib',
      files: [join(cwd, 'a.txt'), appPath],
    });
  });
  test('with nothing in it', () => {
    expect(readArguments(['unfold-desktop'], { folder: cwd, appPath: null })).toEqual({ data: undefined, files: [] });
    expect(readArguments(['unfold-desktop', ''], { folder: cwd, appPath: null }).files).toEqual([]);
  });
});

describe('a folder', () => {
  test('gives its text files at any depth; links are left out, hidden ones passed over', async () => {
    const a = file('books', 'a.txt');
    const b = file('books', 'part', 'b.md');
    file('books', 'cover.png');
    file('books', '.git', 'c.txt');
    symlinkSync(folder, join(folder, 'books', 'loop'));
    const { files, leftOut } = await walkFolder(join(folder, 'books'));
    expect(files).toEqual([a, b]);
    expect({ ...leftOut, examples: [...(leftOut?.examples ?? [])].sort() }).toEqual({
      files: 2,
      examples: ['cover.png', 'loop'],
      tooMany: false,
    });
  });
  test('that cannot be read is refused with a sentence', async () => {
    await expect(walkFolder(join(folder, 'none'))).rejects.toMatchObject({
      kind: 'refused',
      message: '"none" cannot be read. Choose another folder.',
    });
  });
});

describe('files opened last', () => {
  const list = () => join(folder, 'recent.json');
  test('come newest first, each once, and are there after a new start', () => {
    const [a, b] = [file('a.txt'), file('b.txt')];
    const recent = new RecentFiles(list(), () => undefined);
    recent.add([a]);
    recent.add([b]);
    recent.add([a]);
    const again = new RecentFiles(list(), () => undefined);
    expect(again.list().map(({ name }) => name)).toEqual(['a.txt', 'b.txt']);
    expect(again.list()[0]?.folder).toBe(folder);
    expect(again.pathOf(again.list()[1]?.id ?? '')).toBe(b);
  });
  test('are named by an id that does not hold the path', () => {
    const recent = new RecentFiles(list(), () => undefined);
    recent.add([file('a.txt')]);
    expect(recent.list()[0]?.id).toMatch(/^[\w-]{22}$/);
  });
  test('that are gone are not listed, nor opened', () => {
    const recent = new RecentFiles(list(), () => undefined);
    recent.add([file('a.txt')]);
    const id = recent.list()[0]?.id ?? '';
    rmSync(join(folder, 'a.txt'));
    expect(recent.list()).toEqual([]);
    expect(() => recent.pathOf(id)).toThrow('no longer where it was');
    expect(() => recent.pathOf('guess')).toThrow('no longer where it was');
  });
  test('are a dozen at most, can be forgotten, and a damaged list is none', () => {
    const changed = vi.fn<() => void>();
    const recent = new RecentFiles(list(), changed);
    for (let i = 0; i < 20; i++) recent.add([file(`${i}.txt`)]);
    expect(recent.list()).toHaveLength(12);
    expect(recent.list()[0]?.name).toBe('19.txt');
    recent.clear();
    expect(recent.list()).toEqual([]);
    expect(changed).toHaveBeenCalledTimes(21);
    writeFileSync(list(), '{');
    expect(new RecentFiles(list(), changed).list()).toEqual([]);
    expect(existsSync(`${list()}.part`)).toBe(false);
  });
});

describe('what main asks of the engine', () => {
  const grant = { do: 'grant-file', path: '/a.txt', name: 'a.txt' } as const;
  test('waits until it is open, and is settled by its number', async () => {
    const sent: ToEngine[] = [];
    const tasks = new EngineTasks((message) => sent.push(message));
    const early = tasks.ask(grant);
    expect(sent).toEqual([]);
    tasks.opened();
    const late = tasks.ask({ ...grant, name: 'b.txt' });
    expect(sent).toEqual([
      { kind: 'task', id: 1, task: grant },
      { kind: 'task', id: 2, task: { ...grant, name: 'b.txt' } },
    ]);
    tasks.refused(2, { kind: 'refused', message: 'No.' });
    tasks.done(1, { kind: 'file', id: 'x' });
    expect(await early).toEqual({ kind: 'file', id: 'x' });
    await expect(late).rejects.toMatchObject({ kind: 'refused', message: 'No.' });
  });
  test('fails with a sentence when it is lost, and waits for the next one afterwards', async () => {
    const sent: ToEngine[] = [];
    const tasks = new EngineTasks((message) => sent.push(message));
    tasks.opened();
    const broken = tasks.ask(grant);
    tasks.lost('It ended.');
    await expect(broken).rejects.toMatchObject({ kind: 'conflict', message: 'It ended.' });
    const next = tasks.ask(grant);
    expect(sent).toHaveLength(1);
    tasks.opened();
    expect(sent).toHaveLength(2);
    tasks.done(2, { kind: 'file', id: 'y' });
    expect(await next).toEqual({ kind: 'file', id: 'y' });
  });
});

describe('downloads of the browser door', () => {
  test('are told by their path', () => {
    expect(runOfDownload('/runs/12/export')).toBe(12);
    for (const path of [
      '/runs/x/export',
      '/runs/1/export/',
      '/runs//export',
      '/runs/1',
      '/runs/1234567890123456/export',
    ])
      expect(runOfDownload(path), path).toBeNull();
  });
  test('have a name for old and new readers, and nothing else in the header', () => {
    expect(contentDisposition('白鲸 "a"\'.csv')).toBe(
      `attachment; filename="__ _a_'.csv"; filename*=UTF-8''%E7%99%BD%E9%B2%B8%20%22a%22%27.csv`,
    );
    expect(contentDisposition('a\r\nSet-Cookie: x')).not.toMatch(/[\r\n]/);
  });
});
