/** The desktop door and the system around it: menus, files handed over, dialogs, drags, what shows of training. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DesktopBridge, MenuCommand } from '#shared/protocol/index.ts';
import { DEFAULT_TEXT_SETTINGS } from '#shared/text/settings.ts';
import { DEFAULT_TRAINING_SETTINGS } from '#shared/training/settings.ts';
import { askEngine } from './ask-engine.ts';
import { type DesktopApp, launchDesktop, launchSecond } from './launch-desktop.ts';
import { LONG_PATIENCE } from './patience.ts';
import { removeFolder, temporaryFolder } from './temporary-folders.ts';

interface BridgedWindow {
  readonly unfold: DesktopBridge<unknown>;
}
/** What the tests plant in the main process. */
type Planted = Record<string, unknown>;

const folder = temporaryFolder();
const data = join(folder, 'library');
let app: DesktopApp;

function textFile(name: string): string {
  const path = join(folder, name);
  writeFileSync(path, 'the cat sat on the mat .\nthe dog sat on the log .\n'.repeat(60));
  return path;
}
const planted = <T>(name: string): Promise<T> =>
  app.evaluate((_electron, key) => (globalThis as unknown as Planted)[key] as T, name);

beforeAll(async () => {
  mkdirSync(data);
  app = await launchDesktop(data, textFile('with the start.txt'));
});
afterAll(async () => {
  await app.quit();
  removeFolder(folder);
});

const shownName = (name: string): Promise<unknown> =>
  app.page.waitForFunction((wanted) => document.body.textContent.includes(wanted), name);

describe('files that the system hands over open the import page', () => {
  test('with the start', async () => {
    await shownName('with the start.txt');
    expect(new URL(app.page.url()).hash).toBe('#/import');
  });
  test('from a second start, which ends', async () => {
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize(), null);
    expect(await launchSecond(data, textFile('second start.txt'))).toBe(0);
    await shownName('second start.txt');
    const minimized = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized(), null);
    expect(minimized).toBe(false);
  });
  test('dropped on the icon, as macOS tells it', async () => {
    const prevented = await app.evaluate(({ app: main }, path) => {
      let taken = false;
      main.emit('open-file', { preventDefault: () => (taken = true) }, path);
      return taken;
    }, textFile('dropped.txt'));
    expect(prevented).toBe(true);
    await shownName('dropped.txt');
  });
  test('a folder as the text files in it, and what is no text is told', async () => {
    const inside = join(folder, 'papers');
    mkdirSync(join(inside, 'deep'), { recursive: true });
    writeFileSync(join(inside, 'deep', 'a paper.md'), 'words of a paper .\n');
    writeFileSync(join(inside, 'picture.png'), 'no text');
    writeFileSync(join(inside, '.hidden.txt'), 'hidden');
    await app.evaluate(({ dialog }) => {
      dialog.showMessageBox = (...args: unknown[]) => {
        (globalThis as unknown as Planted)['told'] = (args.at(-1) as { detail: string }).detail;
        return Promise.resolve({ response: 0, checkboxChecked: false });
      };
    }, null);
    await app.evaluate(({ app: main }, path) => main.emit('open-file', { preventDefault() {} }, path), inside);
    await shownName('a paper.md');
    expect(await planted('told')).toBe('papers: One file is no text and was left out: picture.png.');
    expect(await app.page.evaluate(() => document.body.textContent)).not.toContain('.hidden.txt');
  });
  test('one that is not there is told with a sentence', async () => {
    await app.evaluate(
      ({ app: main }, path) => main.emit('open-file', { preventDefault() {} }, path),
      join(folder, 'no.txt'),
    );
    await expect.poll(() => planted('told')).toContain('"no.txt" is not there');
  });
});

describe('recent files', () => {
  test('are listed newest first, without their own paths', async () => {
    const outcome = await app.page.evaluate(() => (window as unknown as BridgedWindow).unfold.recentFiles());
    const names = 'result' in outcome ? outcome.result.map(({ name }) => name) : [];
    expect(names).toEqual(['dropped.txt', 'second start.txt', 'with the start.txt']);
    const entries = await app.evaluate(({ app: main }) => main.getRecentDocuments(), null);
    expect(entries.map((path) => basename(path))).toEqual(names);
  });
  test('are opened again by their id', async () => {
    const name = await app.page.evaluate(async () => {
      const { unfold } = window as unknown as BridgedWindow;
      const listed = await unfold.recentFiles();
      const opened = await unfold.openRecentFile('result' in listed ? (listed.result[1]?.id ?? '') : '');
      return 'result' in opened ? opened.result.name : opened.error.message;
    });
    expect(name).toBe('second start.txt');
  });
  test('from the menu, which can forget them', async () => {
    const labels = await app.evaluate(({ Menu }) => {
      const file = Menu.getApplicationMenu()?.items.find(({ label }) => label === 'File');
      const items = file?.submenu?.items.find(({ label }) => label === 'Open Recent')?.submenu?.items ?? [];
      const before = items.map(({ label }) => label);
      items.at(-1)?.click();
      return before;
    }, null);
    expect(labels[0]).toBe(`second start.txt — ${folder}`);
    const outcome = await app.page.evaluate(() => (window as unknown as BridgedWindow).unfold.recentFiles());
    expect(outcome).toEqual({ result: [] });
    expect(await app.evaluate(({ app: main }) => main.getRecentDocuments(), null)).toEqual([]);
  });
});

describe('the menu', () => {
  /** Clicks an item and answers the command that reached the page. */
  async function commandOf(menu: string, item: string): Promise<MenuCommand> {
    const received = app.page.evaluate(
      () => new Promise<MenuCommand>((resolve) => (window as unknown as BridgedWindow).unfold.onMenu(resolve)),
    );
    // the page listens once it has answered
    await app.page.evaluate(() => undefined);
    await app.evaluate(
      ({ Menu }, [first, second]) => {
        const submenu = Menu.getApplicationMenu()?.items.find(({ label }) => label === first)?.submenu;
        submenu?.items.find(({ label }) => label === second)?.click();
      },
      [menu, item] as const,
    );
    return received;
  }

  test('sends its commands to the page', async () => {
    expect(await commandOf('File', 'Open Files…')).toBe('open-files');
    expect(await commandOf('Run', 'Pause or Continue')).toBe('pause-or-continue');
    expect(await commandOf('Help', 'Keyboard Shortcuts')).toBe('shortcuts');
  });
  test('speaks the language of the page, and remembers it', async () => {
    const menus = (): Promise<string[] | undefined> =>
      app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label), null);
    expect(await menus()).toEqual(['File', 'Edit', 'View', 'Run', 'Window', 'Help']);
    await app.page.evaluate(() => (window as unknown as BridgedWindow).unfold.setLanguage('zh-Hans'));
    await expect.poll(menus).toEqual(['文件', '编辑', '视图', '运行', '窗口', '帮助']);
    expect(readFileSync(join(data, 'window', 'desktop.json'), 'utf8')).toBe('{"language":"zh"}');
    await app.page.evaluate(() => (window as unknown as BridgedWindow).unfold.setLanguage('en'));
    await expect.poll(menus).toContain('File');
  });
  test('shows the folder of the log', async () => {
    await app.evaluate(({ shell }) => {
      shell.openPath = (path) => {
        (globalThis as unknown as Planted)['opened'] = path;
        return Promise.resolve('');
      };
    }, null);
    const outcome = await app.page.evaluate(() => (window as unknown as BridgedWindow).unfold.openLogFolder());
    expect(outcome).toEqual({ result: null });
    expect(await planted('opened')).toBe(join(data, 'logs'));
  });
});

test('a folder that is chosen gives its text files at any depth, in the order of their paths', async () => {
  const chosen = join(folder, 'books');
  for (const name of ['part 10', 'part 2']) mkdirSync(join(chosen, name), { recursive: true });
  for (const name of ['part 10/b.txt', 'part 2/a.txt', 'cover.jpg', 'notes.md'])
    writeFileSync(join(chosen, name), 'words .\n');
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, chosen);
  const outcome = await app.page.evaluate(() => (window as unknown as BridgedWindow).unfold.chooseFolder());
  expect(outcome).toMatchObject({
    result: {
      files: [{ name: 'notes.md' }, { name: 'a.txt' }, { name: 'b.txt' }],
      leftOut: { files: 1, examples: ['cover.jpg'], tooMany: false },
    },
  });
  expect(JSON.stringify(outcome)).not.toContain(folder);
});

test('a drag carries a file of the name and content that the page gave, gone at the end', async () => {
  const brief = await launchDesktop(join(folder, 'brief'));
  await brief.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (!contents) throw new Error('There is no window.');
    contents.startDrag = (item) => {
      const empty = typeof item.icon === 'string' || item.icon.isEmpty();
      (globalThis as unknown as Planted)['dragged'] = { file: item.file, empty };
    };
  }, null);
  const dragged = (): Promise<{ file: string; empty: boolean } | undefined> =>
    brief.evaluate(() => (globalThis as unknown as Planted)['dragged'] as { file: string; empty: boolean }, null);
  await brief.page.evaluate(() => {
    const { unfold } = window as unknown as BridgedWindow;
    unfold.dragOut({ name: '../../the sample: 1.txt', content: 'once upon a time' });
  });
  await expect.poll(dragged).toMatchObject({ empty: false });
  const text = (await dragged())?.file ?? '';
  expect(basename(text)).toBe('the sample 1.txt');
  expect(readFileSync(text, 'utf8')).toBe('once upon a time');

  await brief.page.evaluate(() => {
    const { unfold } = window as unknown as BridgedWindow;
    unfold.dragOut({ name: 'chart.png', content: new Uint8Array([137, 80, 78, 71]) });
  });
  await expect.poll(async () => basename((await dragged())?.file ?? '')).toBe('chart.png');
  const picture = (await dragged())?.file ?? '';
  expect([...readFileSync(picture)]).toEqual([137, 80, 78, 71]);
  expect(await brief.quit()).toBe(0);
  expect([existsSync(text), existsSync(picture)]).toEqual([false, false]);
});

test('what the page saves is written where the person says; other downloads are refused', async () => {
  const path = join(folder, 'saved.csv');
  await app.evaluate(({ session }, chosen) => {
    session.defaultSession.on('will-download', (_event, item) => item.setSavePath(chosen));
  }, path);
  await app.page.evaluate(() => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['step,loss\n']));
    link.download = 'figures.csv';
    link.click();
  });
  await expect.poll(() => existsSync(path) && readFileSync(path, 'utf8')).toBe('step,loss\n');

  const refused = join(folder, 'refused');
  await app.evaluate(({ session }, chosen) => {
    session.defaultSession.on('will-download', (event, item) => {
      item.setSavePath(chosen);
      (globalThis as unknown as Planted)['refused'] = event.defaultPrevented;
    });
  }, refused);
  await app.page.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'data:text/plain,x';
    link.download = 'x.txt';
    link.click();
  });
  await expect.poll(() => planted('refused')).toBe(true);
  expect(existsSync(refused)).toBe(false);
});

describe('training', () => {
  let corpus = 0;
  const start = (epochs: number, name: string): Promise<number> =>
    askEngine(app.page, 'runs.start', {
      corpus,
      name,
      settings: { ...DEFAULT_TRAINING_SETTINGS, hidden: 8, epochs, schedule: 'constant', checkpointSeconds: 0.2 },
    }).then((run) => run.id);
  const statusOf = async (run: number): Promise<string> => (await askEngine(app.page, 'runs.get', { run })).status;

  beforeAll(async () => {
    const imported = await askEngine(app.page, 'corpora.import', {
      importId: 'e2e',
      name: 'Cats',
      sources: [
        {
          source: { kind: 'text', text: 'the cat sat on the mat .\nthe dog sat on the log .\n'.repeat(200) },
          role: 'split',
        },
      ],
      settings: DEFAULT_TEXT_SETTINGS,
    });
    corpus = imported.id;
    await app.evaluate(({ BrowserWindow, Notification, powerSaveBlocker }) => {
      const world = globalThis as unknown as { bars: number[]; shown: unknown[]; awake: string[] };
      world.bars = [];
      world.shown = [];
      world.awake = [];
      BrowserWindow.prototype.setProgressBar = (progress) => void world.bars.push(progress);
      Notification.prototype.show = function () {
        world.shown.push(this);
      };
      const { start: begin, stop } = powerSaveBlocker;
      powerSaveBlocker.start = (type) => {
        const id = begin(type);
        world.awake.push(`${type} ${id}`);
        return id;
      };
      powerSaveBlocker.stop = (id) => {
        world.awake.push(`stop ${id} ${powerSaveBlocker.isStarted(id)}`);
        return stop(id);
      };
      BrowserWindow.getAllWindows()[0]?.blur();
    }, null);
  });

  interface Shown {
    readonly title: string;
    readonly body: string;
  }
  const notifications = (): Promise<Shown[]> =>
    app.evaluate(() => {
      const { shown } = globalThis as unknown as { shown: Shown[] };
      return shown.map(({ title, body }) => ({ title, body }));
    }, null);

  test('shows in the taskbar, keeps the computer awake, and tells of its end when nobody looks', async () => {
    const run = await start(60, 'Quick');
    await expect
      .poll(notifications, { timeout: LONG_PATIENCE })
      .toEqual([{ title: 'Quick', body: 'Training is done.' }]);
    expect(await statusOf(run)).toBe('completed');
    const bars = await planted<number[]>('bars');
    expect(bars.at(-1)).toBe(-1);
    const shares = bars.slice(0, -1);
    expect(shares.length).toBeGreaterThan(0);
    expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
    expect([...shares].sort((a, b) => a - b)).toEqual(shares);
    const [begun = '', ended = ''] = await planted<string[]>('awake');
    expect(begun).toMatch(/^prevent-app-suspension \d+$/);
    expect(ended).toBe(`stop ${begun.split(' ')[1]} true`);

    // a click brings the window to the front with the run in it
    await app.evaluate(() => {
      const { shown } = globalThis as unknown as { shown: { emit(name: string, event: object): void }[] };
      shown[0]?.emit('click', {});
    }, null);
    await app.page.waitForFunction((id) => location.hash === `#/run/${id}`, run);
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getFocusedWindow() !== null, null)).toBe(true);
  });

  test('is not told of while the window is looked at', async () => {
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.focus(), null);
    const run = await start(2, 'Looked at');
    await expect.poll(() => statusOf(run), { timeout: LONG_PATIENCE }).toBe('completed');
    expect((await notifications()).map(({ title }) => title)).not.toContain('Looked at');
  });

  test('is exported into a file that the dialog names', async () => {
    const path = join(folder, 'weights.safetensors');
    await app.evaluate(({ dialog }, chosen) => {
      dialog.showSaveDialog = (...args: unknown[]) => {
        (globalThis as unknown as Planted)['proposed'] = (args.at(-1) as { defaultPath: string }).defaultPath;
        return Promise.resolve({ canceled: false, filePath: chosen });
      };
    }, path);
    const [run] = await askEngine(app.page, 'runs.list', {});
    const outcome = await app.page.evaluate(
      (id) => (window as unknown as BridgedWindow).unfold.exportRun(id, 'safetensors', 'best'),
      run?.id ?? 0,
    );
    expect(outcome).toEqual({ result: true });
    expect(basename(await planted<string>('proposed'))).toBe(`${run?.name}.safetensors`);
    expect(readFileSync(path).toString('latin1')).toContain('"W_rec"');

    // and is a run again from that file
    await app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    }, path);
    const imported = await app.page.evaluate(() => (window as unknown as BridgedWindow).unfold.importModel());
    expect(imported).toMatchObject({ result: { name: 'weights', corpusId: null } });
  });
  test('a cancelled export writes nothing', async () => {
    const before = readdirSync(folder);
    await app.evaluate(({ dialog }) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: true, filePath: '' });
    }, null);
    const [run] = await askEngine(app.page, 'runs.list', {});
    const outcome = await app.page.evaluate(
      (id) => (window as unknown as BridgedWindow).unfold.exportRun(id, 'csv', 'last'),
      run?.id ?? 0,
    );
    expect(outcome).toEqual({ result: false });
    expect(readdirSync(folder)).toEqual(before);
  });

  test('is interrupted when the engine crashes, told so, and goes on from its checkpoint', async () => {
    const run = await start(100_000, 'Endless');
    await expect
      .poll(async () => (await askEngine(app.page, 'runs.get', { run })).progress.checkpointAt, {
        timeout: LONG_PATIENCE,
      })
      .not.toBeNull();
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.blur(), null);
    const pid = await app.evaluate(
      ({ app: main }) => main.getAppMetrics().find(({ name }) => name === 'Unfold engine')?.pid ?? 0,
      null,
    );
    process.kill(pid, 'SIGKILL');
    await expect
      .poll(notifications)
      .toContainEqual({ title: 'Endless', body: expect.stringContaining('go on from its last checkpoint') });
    expect((await planted<number[]>('bars')).at(-1)).toBe(-1);
    await expect.poll(() => statusOf(run)).toBe('interrupted');
    await askEngine(app.page, 'runs.resume', { run });
    await expect.poll(() => statusOf(run), { timeout: LONG_PATIENCE }).toBe('running');
    await expect.poll(async () => (await planted<number[]>('bars')).at(-1)).toBeGreaterThanOrEqual(0);
  });
});
