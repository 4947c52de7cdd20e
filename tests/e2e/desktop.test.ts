/** The desktop door: the built main process, preload and engine, with the page in a real Chromium. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ChosenFile, ConnectionState, DesktopBridge, Outcome } from '#shared/protocol/index.ts';
import { launchBrowserDoor } from './launch-browser-door.ts';
import { type DesktopApp, launchDesktop, launchSecond } from './launch-desktop.ts';
import { LONG_PATIENCE } from './patience.ts';
import { removeFolder, temporaryFolder } from './temporary-folders.ts';

interface BridgedWindow {
  readonly unfold: DesktopBridge<unknown>;
  /** What the page was told since the test began to listen. */
  seen: ConnectionState[];
}

const data = temporaryFolder();
let app: DesktopApp;

const enginePid = (): Promise<number> =>
  app.evaluate(({ app: main }) => main.getAppMetrics().find(({ name }) => name === 'Unfold engine')?.pid ?? 0, null);

beforeAll(async () => {
  app = await launchDesktop(data);
});
afterAll(async () => {
  await app.quit();
  removeFolder(data);
});

describe('the window', () => {
  test('shows the page, from the app itself', async () => {
    await app.page.waitForFunction(() => document.querySelector('#app')?.childElementCount);
    expect(await app.page.title()).toContain('Unfold');
    const url = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL(), null);
    expect(url).toMatch(/^unfold:\/\/app\/index\.html/);
  });
  test('gives the page the bridge and nothing of Node or Electron', async () => {
    const found = await app.page.evaluate(() => ({
      bridge: Object.keys((window as unknown as BridgedWindow).unfold).sort(),
      others: ['require', 'process', 'module', 'electron', 'Buffer'].filter((name) => name in window),
    }));
    expect(found.others).toEqual([]);
    expect(found.bridge).toEqual([
      ...['chooseFiles', 'chooseFolder', 'dragOut', 'exportRun', 'importModel', 'onFiles', 'onMenu', 'onMessage'],
      ...[
        'onShowRun',
        'onState',
        'openLogFolder',
        'openRecentFile',
        'recentFiles',
        'send',
        'setLanguage',
        'setNotifications',
      ],
      ...['takeFile', 'takeFolder'],
    ]);
  });
  test('runs no script but its own', async () => {
    const violation = app.page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
          const script = document.createElement('script');
          script.textContent = 'window.planted = true';
          document.body.append(script);
        }),
    );
    expect(await violation).toBe('script-src-elem');
    expect(await app.page.evaluate(() => 'planted' in window)).toBe(false);
  });
  test('cannot be led elsewhere, nor open others', async () => {
    const before = app.page.url();
    await app.evaluate(({ BrowserWindow }) => {
      const asked: string[] = [];
      Object.assign(globalThis, { asked });
      BrowserWindow.getAllWindows()[0]?.webContents.on('will-navigate', ({ url }) => void asked.push(url));
    }, null);
    await app.page.evaluate(() => {
      location.href = 'https://example.com/';
      window.open('https://example.com/');
    });
    const asked = (): Promise<unknown> => app.evaluate(() => (globalThis as { asked?: unknown }).asked, null);
    await expect.poll(asked).toEqual(['https://example.com/']);
    expect(app.page.url()).toBe(before);
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length, null)).toBe(1);
    await app.page.waitForFunction(() => document.querySelector('#app')?.childElementCount);
  });
  test('is served from its own folder only', async () => {
    const statuses = await app.page.evaluate(async () => {
      const paths = ['/../main/desktop.js', '/..%2fmain%2fdesktop.js', '/%2e%2e/%2e%2e/package.json', '/none.js'];
      return Promise.all(paths.map(async (path) => (await fetch(path)).status));
    });
    expect(statuses).toEqual([404, 404, 404, 404]);
  });
});

describe('files', () => {
  const chooseFiles = (): Promise<Outcome<readonly ChosenFile[]>> =>
    app.page.evaluate(() => (window as unknown as BridgedWindow).unfold.chooseFiles());

  test('that the dialog answers become sources, without their path', async () => {
    const path = join(data, 'chosen.txt');
    writeFileSync(path, 'the cat sat on the mat .\n');
    await app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    }, path);
    const outcome = await chooseFiles();
    expect(outcome).toEqual({
      result: [{ name: 'chosen.txt', bytes: 25, source: { kind: 'file', id: expect.any(String) } }],
    });
    expect(JSON.stringify(outcome)).not.toContain(data);
  });
  test('a folder is refused with a sentence', async () => {
    await app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    }, data);
    expect(await chooseFiles()).toMatchObject({
      error: { kind: 'refused', message: expect.stringContaining('is not a file') },
    });
  });
  test('a cancelled dialog answers nothing', async () => {
    await app.evaluate(({ dialog }) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: true, filePaths: [] });
    }, null);
    expect(await chooseFiles()).toEqual({ result: [] });
  });
});

describe('over its life', () => {
  /** Asks the engine through the bridge as the page's client does, after the port came. */
  const ask = (): Promise<unknown> =>
    app.page.evaluate(
      () =>
        new Promise((resolve) => {
          const { unfold } = window as unknown as BridgedWindow;
          unfold.onMessage((message) => {
            if ('id' in message && message.id === 7_000_000) resolve(message);
          });
          unfold.onState((state) => {
            if (state.status === 'connected') unfold.send({ id: 7_000_000, name: 'runs.list', args: {} });
          });
        }),
    );

  test('the engine answers through its own port', async () => {
    expect(await ask()).toEqual({ id: 7_000_000, result: [] });
  });
  test('a second start hands over to the window and ends', async () => {
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize(), null);
    expect(await launchSecond(data)).toBe(0);
    await expect
      .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized(), null))
      .toBe(false);
  });
  test('a page that is loaded again gets a port of its own', async () => {
    const loaded = app.page.waitForEvent('load');
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.reload(), null);
    await loaded;
    expect(await ask()).toEqual({ id: 7_000_000, result: [] });
  });
  /** Resolves when the page hears of every state from now on, the present one first. */
  const listen = (): Promise<void> =>
    app.page.evaluate(() => {
      const own = window as unknown as BridgedWindow;
      const seen: ConnectionState[] = [];
      own.seen = seen;
      own.unfold.onState((state) => void seen.push(state));
    });
  const heard = (): Promise<ConnectionState[]> => app.page.evaluate(() => (window as unknown as BridgedWindow).seen);

  test('an engine that crashes is reported and started again', async () => {
    await listen();
    await expect.poll(heard).toEqual([expect.objectContaining({ status: 'connected' })]);
    const before = await enginePid();
    process.kill(before, 'SIGKILL');
    await expect
      .poll(heard)
      .toEqual([
        expect.objectContaining({ status: 'connected' }),
        { status: 'lost', message: expect.stringContaining('started again'), retrying: true },
        { status: 'connected', notice: expect.stringContaining('Resume interrupted runs') },
      ]);
    expect(await enginePid()).not.toBe(before);
    expect(await ask()).toEqual({ id: 7_000_000, result: [] });
  });
  test('one that keeps crashing is given up with a sentence', async () => {
    await listen();
    let killed = 0;
    const crashAgain = async (): Promise<ConnectionState | undefined> => {
      const pid = await enginePid();
      if (pid > 0 && pid !== killed) process.kill((killed = pid), 'SIGKILL');
      return (await heard()).at(-1);
    };
    await expect
      .poll(crashAgain, { timeout: LONG_PATIENCE })
      .toEqual({ status: 'lost', message: expect.stringContaining('Quit Unfold and start it again'), retrying: false });
  });
});

test('a library that is open in a browser too is opened, and the page says where else it is open', async () => {
  const folder = temporaryFolder();
  const door = await launchBrowserDoor(folder);
  const beside = await launchDesktop(folder);
  const notice = await beside.page.evaluate(
    () =>
      new Promise<string | undefined>((resolve) => {
        (window as unknown as BridgedWindow).unfold.onState((state) => {
          if (state.status === 'connected') resolve(state.notice);
        });
      }),
  );
  expect(notice).toContain(door.origin);
  expect(await beside.quit()).toBe(0);
  expect(await door.stop()).toBe(0);
  removeFolder(folder);
});

describe('the end', () => {
  test('quitting closes the engine in order and remembers the window', async () => {
    const folder = temporaryFolder();
    const brief = await launchDesktop(folder);
    await brief.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 50, width: 900, height: 700 });
    }, null);
    expect(await brief.quit()).toBe(0);
    const state = JSON.parse(readFileSync(join(folder, 'window', 'window.json'), 'utf8'));
    expect(state.bounds).toMatchObject({ width: 900, height: 700 });

    const again = await launchDesktop(folder);
    const width = await again.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds().width,
      null,
    );
    expect(width).toBe(900);
    // Windows knows no signal that could be heard
    if (process.platform === 'win32') await again.quit();
    else process.kill(again.pid, 'SIGTERM');
    expect(await again.exited).toBe(0);
    removeFolder(folder);
  });
});
