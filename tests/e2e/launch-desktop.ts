/** One way to start the desktop app: real Electron where its binary is, the stand-in elsewhere. */
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { join } from 'node:path';
import { _electron, chromium, type Page } from 'playwright-core';
import { electronBinary } from '../../scripts/electron-binary.ts';
import { findChromium } from './browser.ts';
import { LONG_PATIENCE, PATIENCE } from './patience.ts';
import { removeFolder, temporaryFolder } from './temporary-folders.ts';

export const root = join(import.meta.dirname, '..', '..');
type ElectronModule = typeof import('electron');

export interface DesktopApp {
  readonly kind: 'electron' | 'stand-in';
  readonly page: Page;
  readonly pid: number;
  /** Calls the function in the main process; it may use nothing from outside its own body. */
  evaluate<R, A>(work: (electron: ElectronModule, argument: A) => R | Promise<R>, argument: A): Promise<R>;
  /** Resolves with the exit code. */
  readonly exited: Promise<number | null>;
  /** Quits as the menu does, and cleans up. */
  quit(): Promise<number | null>;
}

/** @param files opened with it, as on a command line */
export async function launchDesktop(dataFolder: string, ...files: string[]): Promise<DesktopApp> {
  const binary = electronBinary(root);
  return binary === null ? launchStandIn(dataFolder, files) : launchElectron(binary, dataFolder, files);
}

/** A start that is expected to end by itself: a second instance. Resolves with its exit code. */
export function launchSecond(dataFolder: string, ...files: string[]): Promise<number | null> {
  const binary = electronBinary(root);
  const profile = temporaryFolder();
  const child =
    binary === null ? forkStandIn(dataFolder, profile, '', files) : spawnElectron(binary, dataFolder, files);
  return exitOf(child).finally(() => removeFolder(profile));
}

const environment = (dataFolder: string): Record<string, string> => {
  const env = { ...process.env, UNFOLD_DATA: dataFolder } as Record<string, string>;
  delete env['ELECTRON_RUN_AS_NODE'];
  return env;
};
const exitOf = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.once('exit', (code) => resolve(code)));

const electronArguments = (): string[] => [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--lang=en-US', root];

function spawnElectron(binary: string, dataFolder: string, files: readonly string[]): ChildProcess {
  return spawn(binary, [...electronArguments(), ...files], { env: environment(dataFolder), stdio: 'ignore' });
}

async function launchElectron(binary: string, dataFolder: string, files: readonly string[]): Promise<DesktopApp> {
  const app = await _electron.launch({
    executablePath: binary,
    args: [...electronArguments(), ...files],
    env: environment(dataFolder),
    timeout: LONG_PATIENCE,
  });
  const exited = exitOf(app.process());
  app.context().setDefaultTimeout(PATIENCE);
  const page = await app.firstWindow({ timeout: LONG_PATIENCE });
  await page.waitForLoadState();
  return {
    kind: 'electron',
    page,
    pid: app.process().pid ?? 0,
    evaluate: (work, argument) => app.evaluate(work as never, argument) as never,
    exited,
    async quit() {
      await app.close();
      return exited;
    },
  };
}

function forkStandIn(dataFolder: string, profile: string, executable: string, files: readonly string[]): ChildProcess {
  const main = join(root, 'out/main/desktop.js');
  return fork(join(import.meta.dirname, 'electron-stand-in', 'run.ts'), [main, ...files], {
    cwd: root,
    serialization: 'advanced',
    silent: true,
    env: {
      ...environment(dataFolder),
      STAND_IN_ROOT: root,
      STAND_IN_PROFILE: profile,
      STAND_IN_CHROMIUM: executable,
    },
  });
}

async function launchStandIn(dataFolder: string, files: readonly string[]): Promise<DesktopApp> {
  const profile = temporaryFolder();
  const child = forkStandIn(dataFolder, profile, await findChromium(), files);
  const exited = exitOf(child).finally(() => removeFolder(profile));
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text));

  type Answer = { debuggingPort: number } | { id: number; result: never } | { id: number; error: string };
  const evaluations = new Map<number, PromiseWithResolvers<never>>();
  let lastEvaluation = 0;
  const port = await new Promise<number>((resolve, reject) => {
    child.on('message', (answer: Answer) => {
      if ('debuggingPort' in answer) resolve(answer.debuggingPort);
      else if ('error' in answer) evaluations.get(answer.id)?.reject(new Error(answer.error));
      else evaluations.get(answer.id)?.resolve(answer.result);
    });
    void exited.then((code) => {
      const gone = new Error(`The main process ended with code ${code}:\n${output}`);
      reject(gone);
      for (const evaluation of evaluations.values()) evaluation.reject(gone);
    });
  });
  // without settings of its own for pages and downloads: the stand-in has made them
  const options = { timeout: LONG_PATIENCE, noDefaults: true };
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, options);
  const [context] = browser.contexts();
  if (!context) throw new Error('Chromium has no window.');
  context.setDefaultTimeout(PATIENCE);
  const page = context.pages()[0] ?? (await context.waitForEvent('page'));
  await page.waitForFunction(() => location.href !== 'about:blank' && document.readyState === 'complete');

  const evaluate: DesktopApp['evaluate'] = (work, argument) => {
    const id = ++lastEvaluation;
    const evaluation = Promise.withResolvers<never>();
    evaluations.set(id, evaluation);
    child.send({ id, source: work.toString(), argument });
    return evaluation.promise;
  };
  return {
    kind: 'stand-in',
    page,
    pid: child.pid ?? 0,
    evaluate,
    exited,
    async quit() {
      await evaluate(({ app }) => app.quit(), null).catch(() => undefined);
      const code = await exited;
      await browser.close();
      return code;
    },
  };
}
