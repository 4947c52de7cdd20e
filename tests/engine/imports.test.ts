import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DEFAULT_TEXT_SETTINGS } from '../../src-shared/text/settings.ts';
import { openWritable } from '../../src-main/store/database.ts';
import { libraryFile } from '../../src-main/store/open-store.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { importText, sentences, settings, testEngine } from './test-engine.ts';

const importFile = (id: string, importId = 'x') => ({
  importId,
  name: 'File',
  sources: [{ source: { kind: 'file' as const, id }, role: 'split' as const }],
  settings: DEFAULT_TEXT_SETTINGS,
});

describe('an import', () => {
  test('that is cancelled while it reads leaves nothing', async () => {
    const folder = temporaryFolder();
    const engine = await testEngine(folder);
    const path = join(folder, 'long.txt');
    writeFileSync(path, sentences(20_000));
    const told: string[] = [];
    engine.subscribe(({ event, payload }) => {
      if (event !== 'import-progress') return;
      told.push(`${payload.importId} ${payload.stage}`);
      if (payload.bytesDone > 0) void engine.request('corpora.cancelImport', { importId: 'long' });
    });
    // read a thousand times: more than is read before anybody cancels
    const once = importFile(engine.grantFile(path), 'long');
    const sources = Array.from({ length: 1000 }, () => once.sources).flat();
    await expect(engine.request('corpora.import', { ...once, sources })).rejects.toMatchObject({ kind: 'cancelled' });
    expect(new Set(told)).toEqual(new Set(['long reading']));
    expect(await engine.request('corpora.list', {})).toEqual([]);
    await expect(engine.request('corpora.cancelImport', { importId: 'long' })).rejects.toMatchObject({
      kind: 'not-found',
    });
  });

  test('that is cancelled while it waits to be stored leaves nothing', async () => {
    const folder = temporaryFolder();
    const engine = await testEngine(folder);
    // it waits for whoever writes to the library
    const writer = openWritable(libraryFile(folder), 0);
    writer.script('BEGIN IMMEDIATE');
    engine.subscribe(({ event, payload }) => {
      if (event !== 'import-progress' || payload.stage !== 'storing') return;
      void engine.request('corpora.cancelImport', { importId: payload.importId }).then(() => writer.script('ROLLBACK'));
    });
    await expect(importText(engine, sentences(50))).rejects.toMatchObject({ kind: 'cancelled' });
    writer.close();
    expect(await engine.request('corpora.list', {})).toEqual([]);
  });

  test('of the same text with the same settings gives the corpus that is there', async () => {
    const engine = await testEngine(temporaryFolder());
    const first = await importText(engine, sentences(50));
    expect(await importText(engine, sentences(50))).toEqual(first);
    expect((await importText(engine, sentences(50), { lowercase: true })).id).not.toBe(first.id);
    expect((await importText(engine, sentences(51))).contentHash).not.toBe(first.contentHash);
  });

  test('deletes a temporary file and no other', async () => {
    const folder = temporaryFolder();
    const engine = await testEngine(folder);
    const [kept, upload, unused] = ['kept.txt', 'upload.txt', 'unused.txt'].map((name) => join(folder, name));
    for (const path of [kept, upload, unused]) writeFileSync(path ?? '', sentences(40));
    await engine.request('corpora.import', importFile(engine.grantFile(kept ?? '')));
    const granted = engine.grantFile(upload ?? '', { name: 'Tale.txt', temporary: true });
    engine.grantFile(unused ?? '', { temporary: true });
    await engine.request('corpora.import', importFile(granted));
    expect([kept, upload, unused].map((path) => existsSync(path ?? ''))).toEqual([true, false, true]);
    await engine.close();
    expect([kept, unused].map((path) => existsSync(path ?? ''))).toEqual([true, false]);
  });

  test('of what cannot be read says why', async () => {
    const folder = temporaryFolder();
    const engine = await testEngine(folder);
    const attempt = (id: string) => engine.request('corpora.import', importFile(id));
    await expect(attempt('guessed')).rejects.toMatchObject({ kind: 'not-found' });
    await expect(attempt(engine.grantFile(join(folder, 'none.txt')))).rejects.toThrow('none.txt no longer exists');
    await expect(attempt(engine.grantFile(folder))).rejects.toThrow('is not a file');
    await expect(importText(engine, '')).rejects.toMatchObject({ kind: 'refused' });
    const picture = join(folder, 'picture.txt');
    writeFileSync(picture, Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 0));
    await expect(attempt(engine.grantFile(picture))).rejects.toThrow('PNG');
    expect(await engine.request('corpora.list', {})).toEqual([]);
  });

  test.skipIf(process.platform === 'win32')('does not wait for a pipe', async () => {
    const folder = temporaryFolder();
    const engine = await testEngine(folder);
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const source = { kind: 'file' as const, id: engine.grantFile(pipe) };
    await expect(engine.request('corpora.import', importFile(source.id))).rejects.toThrow('is not a file');
  });

  test('is previewed from the beginning of the text', async () => {
    const engine = await testEngine(temporaryFolder());
    const preview = await engine.request('corpora.preview', {
      sources: [{ source: { kind: 'text', text: sentences(30_000) }, role: 'split' }],
      settings: DEFAULT_TEXT_SETTINGS,
      draw: 7,
    });
    expect(preview).toMatchObject({ encoding: 'utf-8', sentenceRule: 'line', statistics: { seenOnce: 0 } });
    expect(preview.bytesRead).toBe(512 * 1024);
    expect(preview.bytesRead).toBeLessThan(preview.bytes);
    const { tokens, counts } = preview.vocabulary;
    expect(tokens.slice(0, 3)).toEqual(['<unk>', '<s>', '</s>']);
    expect(counts).toHaveLength(tokens.length);
    expect(preview.statistics.coverage.at(-1)).toEqual({ k: tokens.length, share: 1 });
    expect(preview.sentences).toHaveLength(100);
    expect(preview.sentences.at(-1)?.number).toBeGreaterThan(100);
    expect(preview.sentences.every(({ ids }) => ids.every((id) => id < tokens.length))).toBe(true);
    expect(preview.sources).toMatchObject([{ encoding: 'utf-8', invalidSequences: 0, more: true }]);
    expect(preview.sources[0]?.beginning).toHaveLength(4000);
  });
});

describe('requests', () => {
  test('that are not valid are refused before anything is done', async () => {
    const engine = await testEngine(temporaryFolder());
    await expect(engine.requestUnchecked('runs.start', { corpus: 'x' })).rejects.toMatchObject({
      kind: 'invalid-request',
    });
    await expect(engine.requestUnchecked('no.such', {})).rejects.toMatchObject({ kind: 'invalid-request' });
    await expect(engine.request('runs.get', { run: 5 })).rejects.toMatchObject({ kind: 'not-found' });
    await expect(engine.request('runs.start', { corpus: 5, settings: settings() })).rejects.toMatchObject({
      kind: 'not-found',
    });
  });
});
