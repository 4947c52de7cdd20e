/** `npm start`: which door it opens. Electron is played by a small script where one is needed. */
import { spawn } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { root } from './launch-desktop.ts';
import { removeFolder, temporaryFolder } from './temporary-folders.ts';

let folder: string;
beforeEach(() => void (folder = temporaryFolder()));
afterEach(() => removeFolder(folder));

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Starts it, and stops it with a signal once its output contains the text. */
function start(args: string[], env: NodeJS.ProcessEnv, stopAt?: string): Promise<Ended> {
  const inherited = { ...process.env };
  for (const name of ['DISPLAY', 'WAYLAND_DISPLAY', 'UNFOLD_BROWSER', 'ELECTRON_OVERRIDE_DIST_PATH'])
    delete inherited[name];
  const child = spawn(process.execPath, [join(root, 'scripts/start.ts'), '--data', join(folder, 'data'), ...args], {
    env: { ...inherited, ...env },
  });
  let output = '';
  let stopping = false;
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      // once: a second signal means at once
      if (stopping || stopAt === undefined || !output.includes(stopAt)) return;
      stopping = true;
      child.kill('SIGTERM');
    });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })));
}

/** A folder with an "Electron" that does what the shell script says; arguments are kept in a file. */
function fakeElectron(script: string): NodeJS.ProcessEnv {
  const binary = join(folder, 'electron');
  writeFileSync(binary, `#!/bin/sh\necho "$@" > "${join(folder, 'arguments')}"\n${script}\n`);
  chmodSync(binary, 0o755);
  return { ELECTRON_OVERRIDE_DIST_PATH: folder, DISPLAY: ':99', PATH: '/nowhere' };
}

const onLinux = test.skipIf(process.platform !== 'linux');

onLinux('without a display it says so and opens for a browser, and SIGTERM ends it in order', async () => {
  const { code, output } = await start([], {}, 'Ctrl-C');
  expect(output).toContain('There is no display here, so Unfold is opened for a browser.');
  expect(output).toMatch(/http:\/\/127\.0\.0\.1:\d+\/\?token=/);
  expect(code).toBe(0);
});

onLinux('with Electron and a display it opens the window, and ends with its exit code', async () => {
  const { code, output } = await start([], fakeElectron('exit 0'));
  expect(code).toBe(0);
  expect(output).not.toContain('browser');
  const given = readFileSync(join(folder, 'arguments'), 'utf8').trim().split(' ');
  expect(given.filter((argument) => argument !== '--no-sandbox')).toEqual([root, '--data', join(folder, 'data')]);
  expect(given.includes('--no-sandbox')).toBe(process.getuid?.() === 0);
});

onLinux('files are opened in the window; a browser is handed none, with a sentence', async () => {
  const file = join(folder, 'a text.txt');
  await start([file, 'relative.txt'], fakeElectron('exit 0'));
  const given = readFileSync(join(folder, 'arguments'), 'utf8').trim();
  expect(given.endsWith(`${file} ${join(process.cwd(), 'relative.txt')}`)).toBe(true);
  const { output } = await start([file, '--browser'], {}, 'Ctrl-C');
  expect(output).toContain('A browser is handed no files: drop them onto the page');
});

onLinux('an Electron that ends at once with an error is replaced by the browser, with a sentence', async () => {
  const script = 'echo "error while loading shared libraries: libgtk-3.so.0" >&2; exit 127';
  const { code, output } = await start([], fakeElectron(script), 'Ctrl-C');
  expect(output).toContain('libgtk-3.so.0');
  expect(output).toContain('Electron ended at once (its message is above), so Unfold is opened for a browser.');
  expect(code).toBe(0);
});

test('it can be told to use a browser, on a port', async () => {
  const { output } = await start(['--browser'], fakeElectron('exit 3'), 'Ctrl-C');
  expect(output).toContain('http://127.0.0.1:');
  expect(output).not.toContain('display');
  const bad = await start(['--port', '99999'], {});
  expect(bad).toMatchObject({ code: 2, output: expect.stringContaining('--port needs a number from 0 to 65535.') });
});

test('a wrong option is told with the usage', async () => {
  expect(await start(['--prot', '1'], {})).toMatchObject({ code: 2, output: expect.stringContaining('--port N') });
});
