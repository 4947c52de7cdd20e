/** Starts the built browser door, and a Chromium that opens its address. */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findChromium } from './browser.ts';
import { CHROMIUM_FLAGS } from './chromium-flags.ts';
import { root } from './launch-desktop.ts';
import { LONG_PATIENCE, PATIENCE } from './patience.ts';

export interface BrowserDoor {
  /** As printed, with the secret. */
  readonly url: string;
  /** As its parent is told it, to open a browser with: works once. */
  readonly urlForOnce: Promise<string>;
  /** `http://127.0.0.1:PORT`, without the secret. */
  readonly origin: string;
  readonly exited: Promise<number | null>;
  /** As `kill` does; resolves with the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

export interface EndedDoor {
  readonly code: number | null;
  readonly output: string;
}

/** Resolves when its address is printed. @throws EndedDoor's output as an error when it ends instead */
export async function launchBrowserDoor(dataFolder: string, ...args: string[]): Promise<BrowserDoor> {
  const door = startDoor(dataFolder, args);
  const url = await Promise.race([door.url, door.ended.then(({ output }) => Promise.reject(new Error(output)))]);
  const exited = door.ended.then(({ code }) => code);
  return {
    url,
    urlForOnce: door.urlForOnce,
    origin: new URL(url).origin,
    exited,
    stop(signal = 'SIGTERM') {
      // Windows knows no signal that could be heard: there the parent's end is what ends it in order
      if (process.platform === 'win32' && signal !== 'SIGKILL') door.child.disconnect();
      else door.child.kill(signal);
      return exited;
    },
  };
}

/** A start that is expected to end by itself. */
export const endOfBrowserDoor = (dataFolder: string, ...args: string[]): Promise<EndedDoor> =>
  startDoor(dataFolder, args).ended;

function startDoor(dataFolder: string, args: readonly string[]) {
  // forked: it ends when this process does
  const child = fork(join(root, 'out/main/serve.js'), args, {
    silent: true,
    env: { ...process.env, UNFOLD_DATA: dataFolder },
  });
  let output = '';
  const url = new Promise<string>((resolve) => {
    const hear = (text: string): void => {
      output += text;
      const [found] = /http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]+(?=\s)/.exec(output) ?? [];
      if (found) resolve(found);
    };
    child.stdout?.setEncoding('utf8').on('data', hear);
    child.stderr?.setEncoding('utf8').on('data', hear);
  });
  const urlForOnce = new Promise<string>((resolve) =>
    child.once('message', (message) => resolve((message as { url: string }).url)),
  );
  const ended = new Promise<EndedDoor>((resolve) => child.once('close', (code) => resolve({ code, output })));
  return { child, url, urlForOnce, ended };
}

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await findChromium(), args: [...CHROMIUM_FLAGS], timeout: LONG_PATIENCE });
}

/** A page of the door, logged in. Errors of the page fail the test that waits for them through `errors`. */
export async function openPage(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 840 }, locale: 'en-US' });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  await page.goto(url);
  return page;
}
