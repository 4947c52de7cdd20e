import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { UnfoldError } from '../../src-shared/protocol/index.ts';
import { listCorpora } from '../../src-main/store/corpora.ts';
import { openWritable } from '../../src-main/store/database.ts';
import { heldElsewhere, holdLock } from '../../src-main/store/lock.ts';
import { libraryFile, openStore } from '../../src-main/store/open-store.ts';
import { newCorpus, storedCorpus } from './sample-rows.ts';
import { temporaryFolder } from './temporary-folder.ts';

function failure(work: () => unknown): UnfoldError {
  try {
    work();
  } catch (error) {
    if (error instanceof UnfoldError) return error;
    throw error;
  }
  throw new Error('Nothing failed.');
}

describe('a library that cannot be used', () => {
  test('is private to its owner when it is made', () => {
    const folder = join(temporaryFolder(), 'new', 'library');
    openStore(folder).close();
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(libraryFile(folder)).mode & 0o777).toBe(0o600);
  });

  test('a file that is no database is left alone, with a sentence', () => {
    const folder = temporaryFolder();
    const text = 'This is not a database, but a text that is long enough to be looked at. '.repeat(20);
    writeFileSync(libraryFile(folder), text);
    const { kind, message } = failure(() => openStore(folder));
    expect(kind).toBe('refused');
    expect(message).toContain('damaged or is not a library');
    expect(statSync(libraryFile(folder)).size).toBe(text.length);
  });

  test('opens while another program writes to it for long', () => {
    const folder = temporaryFolder();
    const writer = openStore(folder);
    writer.transaction(() => {
      const reader = openStore(folder);
      expect(listCorpora(reader)).toEqual([]);
      reader.close();
    });
    writer.close();
  });

  test('a folder that is a file cannot be used', () => {
    const file = join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    expect(failure(() => openStore(join(file, 'library'))).message).toContain('Choose a folder');
  });

  test.skipIf(process.getuid?.() === 0)('a folder that may not be written to says so', () => {
    const folder = join(temporaryFolder(), 'locked');
    mkdirSync(folder);
    chmodSync(folder, 0o500);
    expect(failure(() => openStore(folder)).message).toMatch(/cannot be (opened|written)/);
  });

  test('a full disk is told as such, and what was begun is undone', () => {
    const database = openStore(temporaryFolder());
    const pages = database.get<{ page_count: number }>('PRAGMA page_count')?.page_count ?? 0;
    database.get(`PRAGMA max_page_count = ${pages + 4}`);
    const streams = { ...newCorpus().streams, train: new Uint32Array(100_000).fill(2) };
    const { kind, message } = failure(() => storedCorpus(database, { streams }));
    expect(kind).toBe('refused');
    expect(message).toContain('The disk is full');
    expect(listCorpora(database)).toEqual([]);
    database.close();
  });

  test('another writer is a conflict', () => {
    const folder = temporaryFolder();
    const first = openStore(folder);
    const second = openWritable(libraryFile(folder), 0);
    first.transaction(() => {
      expect(failure(() => second.run('DELETE FROM runs')).kind).toBe('conflict');
    });
    second.close();
    first.close();
  });
});

describe('locks between processes', () => {
  test('are held until they are released', () => {
    const file = join(temporaryFolder(), 'a.lock');
    const release = holdLock(file);
    expect(heldElsewhere(file)).toBe(true);
    expect(() => holdLock(file)).toThrow(UnfoldError);
    release();
    expect(heldElsewhere(file)).toBe(false);
  });

  test('that cannot be looked at count as held', () => {
    const folder = temporaryFolder();
    expect(heldElsewhere(folder)).toBe(true);
    expect(heldElsewhere(join(folder, 'none.lock'))).toBe(false);
  });
});
