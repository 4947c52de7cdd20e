/** `npm start`: Unfold in its window, or in a browser where there is no window to be had. */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './build.ts';
import { electronBinary, fetchElectron } from './electron-binary.ts';
import { openInBrowser } from './open-in-browser.ts';

const USAGE = `npm start -- [--data DIR] [--browser] [--port N] [FILE...]

  --data DIR   folder of Unfold's data, instead of the usual one and of UNFOLD_DATA
  --browser    in a browser instead of the window (also UNFOLD_BROWSER=1)
  --port N     in a browser, on this port of 127.0.0.1
  FILE         texts or folders to open, in the window`;

/** A window that ends with an error within this time never opened. Milliseconds. */
const FAILED_START = 5000;

const root = join(import.meta.dirname, '..');
const say = (line: string): boolean => process.stderr.write(`${line}\n`);

interface StartArguments {
  readonly values: { data?: string; browser?: boolean; port?: string; help?: boolean };
  readonly positionals: readonly string[];
}

function readArguments(): StartArguments {
  try {
    return parseArgs({
      options: {
        data: { type: 'string' },
        browser: { type: 'boolean' },
        port: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
      allowPositionals: true,
    });
  } catch (error) {
    say(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return process.exit(2);
  }
}

function hasDisplay(): boolean {
  if (process.platform === 'darwin' || process.platform === 'win32') return true;
  return Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}

/** Passes signals on to the child and answers its exit code. Ctrl-C reaches it through the terminal. */
async function exitCodeOf(child: ChildProcess): Promise<number> {
  const stay = (): void => undefined;
  const passOn = (): void => void child.kill('SIGTERM');
  process.on('SIGINT', stay);
  process.on('SIGTERM', passOn);
  const code = await new Promise<number>((resolve) => {
    child.once('error', () => resolve(127));
    child.once('exit', (exit, signal) => resolve(exit ?? (signal === 'SIGINT' ? 130 : 1)));
  });
  process.off('SIGINT', stay);
  process.off('SIGTERM', passOn);
  return code;
}

/** The window's exit code, or null when it never came up. */
async function runWindow(binary: string, args: readonly string[]): Promise<number | null> {
  const flags: string[] = [];
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    say('Started as root: Electron runs without its sandbox, which it cannot set up for root.');
    flags.push('--no-sandbox');
  }
  const env = { ...process.env };
  delete env['ELECTRON_RUN_AS_NODE']; // set by some editors' terminals; it would start plain Node
  const started = performance.now();
  const code = await exitCodeOf(spawn(binary, [...flags, root, ...args], { stdio: 'inherit', env }));
  return code !== 0 && code !== 130 && performance.now() - started < FAILED_START ? null : code;
}

function runInBrowser(data: readonly string[], port: string | undefined, mayOpen: boolean): Promise<number> {
  const args = [...data, ...(port === undefined ? [] : ['--port', port])];
  const server = fork(join(root, 'out', 'main', 'serve.js'), args);
  if (mayOpen) server.once('message', (message) => openInBrowser((message as { url: string }).url));
  return exitCodeOf(server);
}

/** Why there is no window, as a sentence; or the window's exit code. */
async function tryWindow(args: readonly string[]): Promise<string | number> {
  if (!hasDisplay()) return 'There is no display here, so Unfold is opened for a browser.';
  let binary = electronBinary(root);
  if (binary === null) {
    say('The window needs Electron, which is fetched now, once (Ctrl-C: go on in a browser) …');
    await fetchElectron(root);
    binary = electronBinary(root);
  }
  if (binary === null) return 'Electron could not be fetched, so Unfold is opened for a browser.';
  const code = await runWindow(binary, args);
  return code ?? 'Electron ended at once (its message is above), so Unfold is opened for a browser.';
}

const {
  values: { data, browser, port, help },
  positionals,
} = readArguments();
const files = positionals.map((file) => resolve(file));
if (help) {
  process.stdout.write(`${USAGE}\n`);
  process.exit();
}
await ensureBuilt(say).catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
const dataArguments = data === undefined ? [] : ['--data', data];
const asked = Boolean(browser) || port !== undefined || process.env['UNFOLD_BROWSER'] === '1';
const window = asked ? null : await tryWindow([...dataArguments, ...files]);
if (typeof window === 'number') process.exit(window);
if (window !== null) say(window);
if (files.length > 0) say('A browser is handed no files: drop them onto the page, or open them there.');
process.exit(await runInBrowser(dataArguments, port, hasDisplay()));
