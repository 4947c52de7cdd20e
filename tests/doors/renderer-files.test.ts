/** Only files of the built page are found, whatever the URL says. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findRendererFile } from '../../src-main/renderer-files.ts';

const outer = realpathSync(mkdtempSync(join(tmpdir(), 'unfold-files-')));
const folder = join(outer, 'renderer');

beforeAll(() => {
  mkdirSync(join(folder, 'assets'), { recursive: true });
  mkdirSync(join(outer, 'renderer-of-others'));
  for (const file of ['renderer/index.html', 'renderer/assets/app.js', 'renderer/a b.css', 'renderer/notes.exe'])
    writeFileSync(join(outer, file), '');
  for (const file of ['secret.js', 'renderer-of-others/secret.js']) writeFileSync(join(outer, file), '');
});
afterAll(() => rmSync(outer, { recursive: true }));

test('finds the page, its parts, and says what they are', async () => {
  expect(await findRendererFile(folder, '/')).toEqual({
    path: join(folder, 'index.html'),
    contentType: 'text/html; charset=utf-8',
  });
  expect(await findRendererFile(folder, '/assets/app.js')).toMatchObject({ path: join(folder, 'assets', 'app.js') });
  expect(await findRendererFile(folder, '/a%20b.css')).toMatchObject({ path: join(folder, 'a b.css') });
});

test.each([
  '/../secret.js',
  '/..%2fsecret.js',
  '/%2e%2e/secret.js',
  '/assets/../../secret.js',
  '/../renderer-of-others/secret.js',
  '/..%5csecret.js',
  '//secret.js',
  '/assets',
  '/assets/',
  '/notes.exe',
  '/index.html/app.js',
  '/none.js',
  '/%00.js',
  '/%zz.js',
  `/${'x'.repeat(5000)}.js`,
])('does not find %s', async (path) => {
  expect(await findRendererFile(folder, path)).toBeNull();
});

// making links needs a privilege on Windows
test.skipIf(process.platform === 'win32')('does not follow a link out of the folder', async () => {
  symlinkSync(join(outer, 'secret.js'), join(folder, 'link.js'));
  expect(await findRendererFile(folder, '/link.js')).toBeNull();
});
