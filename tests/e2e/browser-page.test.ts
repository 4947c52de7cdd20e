/** The page in a browser: how it comes by the secret and keeps it, and what it takes along from the door. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Arguments, Corpus, RequestName, Result, Run } from '#shared/protocol/index.ts';
import { DEFAULT_TEXT_SETTINGS } from '#shared/text/settings.ts';
import { DEFAULT_TRAINING_SETTINGS } from '#shared/training/settings.ts';
import { askDoor, secretOf } from './ask-door.ts';
import { type BrowserDoor, launchBrowserDoor, openBrowser, openPage } from './launch-browser-door.ts';
import { LONG_PATIENCE } from './patience.ts';
import { removeFolder, temporaryFolder } from './temporary-folders.ts';

const data = temporaryFolder();
let door: BrowserDoor;
let browser: Browser;

beforeAll(async () => {
  door = await launchBrowserDoor(data);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await door.stop('SIGKILL');
  removeFolder(data);
});

const says = (page: Page, words: string): Promise<unknown> =>
  page.waitForFunction((wanted) => document.body.textContent.includes(wanted), words);
const shownApp = (page: Page): Promise<unknown> => page.waitForSelector('.app');

describe('the secret', () => {
  test('leaves the address, and stays with the tab when it is loaded again', async () => {
    const page = await openPage(browser, `${door.url}&theme=dark`);
    await shownApp(page);
    expect(new URL(page.url()).search).toBe('?theme=dark');
    await page.reload();
    await shownApp(page);
    // a second tab from the printed address, beside the first
    const second = await page.context().newPage();
    await second.goto(door.url);
    await shownApp(second);
    await page.context().close();
  });
  test('a bare address says what to do', async () => {
    const page = await openPage(browser, door.origin);
    await says(page, 'This address is not complete.');
    expect(await page.locator('.app').count()).toBe(0);
    await page.goto(`${door.origin}/?token=guess`);
    await says(page, 'Open that address, all of it.');
    await page.context().close();
  });
  test('the address that opens a browser works once', async () => {
    const url = await door.urlForOnce;
    const page = await openPage(browser, url);
    await shownApp(page);
    await page.reload();
    await shownApp(page);
    const other = await openPage(browser, url);
    await says(other, 'This address is not complete.');
    await page.context().close();
    await other.context().close();
  });
  test('is sent to no other server on this machine', async () => {
    const heard: string[] = [];
    const other = createServer((request, response) => {
      heard.push(JSON.stringify(request.headers), request.url ?? '');
      response.end('<p>Other</p>');
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const page = await openPage(browser, door.url);
    await shownApp(page);
    await page.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`);
    await says(page, 'Other');
    const secret = new URL(door.url).searchParams.get('token') ?? '';
    expect(heard.join()).not.toContain(secret);
    expect(await page.evaluate(() => document.cookie + sessionStorage.length)).toBe('0');
    expect(await page.context().cookies()).toEqual([]);
    await page.context().close();
    other.close();
  });
  test('of another start on the same port is asked for', async () => {
    const folder = temporaryFolder();
    const first = await launchBrowserDoor(folder);
    const page = await openPage(browser, first.url);
    await shownApp(page);
    await first.stop();
    const again = await launchBrowserDoor(folder, '--port', new URL(first.url).port);
    await says(page, 'Open the address that it printed then.');
    await page.goto(again.url);
    await shownApp(page);
    await page.context().close();
    await again.stop();
    removeFolder(folder);
  });
});

test('the page may use what it needs of the browser and nothing else', async () => {
  const messages: string[] = [];
  const page = await (await browser.newContext()).newPage();
  page.on('console', (message) => messages.push(message.text()));
  await page.goto(door.url);
  await shownApp(page);
  const allowed = await page.evaluate(() => {
    const { featurePolicy } = document as unknown as { featurePolicy: { allowsFeature(name: string): boolean } };
    const names = ['screen-wake-lock', 'clipboard-write', 'camera', 'microphone', 'geolocation', 'usb'];
    return names.filter((name) => featurePolicy.allowsFeature(name));
  });
  expect(allowed).toEqual(['screen-wake-lock', 'clipboard-write']);
  expect(messages).toEqual([]);
  await page.context().close();
});

describe('a run', () => {
  let corpus: Corpus;
  let run: Run;
  const authorised = (): Record<string, string> => ({
    authorization: `Bearer ${secretOf(door)}`,
    origin: door.origin,
  });
  const ask = <N extends RequestName>(name: N, args: Arguments<N>): Promise<Result<N>> => askDoor(door, name, args);

  beforeAll(async () => {
    const text = 'the cat sat on the mat .\nthe dog sat on the log .\n'.repeat(100);
    corpus = await ask('corpora.import', {
      importId: 'e2e',
      name: 'Cats',
      sources: [{ source: { kind: 'text', text }, role: 'split' }],
      settings: DEFAULT_TEXT_SETTINGS,
    });
    const settings = { ...DEFAULT_TRAINING_SETTINGS, hidden: 8, epochs: 2 };
    const { id } = await ask('runs.start', { corpus: corpus.id, name: '猫 “1/2”', settings });
    await vi.waitFor(async () => {
      run = await ask('runs.get', { run: id });
      expect(run.status).toBe('completed');
    }, LONG_PATIENCE);
  });

  const download = (query: string, id = run.id): Promise<Response> =>
    fetch(`${door.origin}/runs/${id}/export?${query}`, { headers: authorised() });

  test('is downloaded in every format, under its name', async () => {
    for (const [format, start] of [
      ['csv', 'epoch,step,'],
      ['json', '{'],
      ['npz', 'PK'],
    ] as const) {
      const answer = await download(`format=${format}&weights=last`);
      expect(answer.status).toBe(200);
      expect((await answer.text()).startsWith(start)).toBe(true);
      const name = encodeURIComponent(`猫 “1 2”.${format}`);
      expect(answer.headers.get('content-disposition')).toBe(
        `attachment; filename="_ _1 2_.${format}"; filename*=UTF-8\'\'${name}`,
      );
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
  });
  test('that is not there, or a format that is not, is refused with a sentence', async () => {
    expect(await (await download('format=csv', 999)).json()).toMatchObject({ error: { kind: 'not-found' } });
    expect(await (await download('format=exe')).json()).toMatchObject({ error: { kind: 'invalid-request' } });
    expect((await download('format=csv', 999)).status).toBe(404);
  });
  test('is saved from its own menu, and tells of its training in the title, with the screen kept on', async () => {
    const page = await (await browser.newContext()).newPage();
    await page.addInitScript(() => {
      const seen: string[] = [];
      Object.assign(window, { seen });
      const ask = navigator.wakeLock.request.bind(navigator.wakeLock);
      navigator.wakeLock.request = async (type) => {
        const lock = await ask(type);
        seen.push(`on: ${type}`);
        lock.addEventListener('release', () => seen.push('off'));
        return lock;
      };
    });
    await page.goto(`${door.url}#/run/${run.id}`);
    await page.waitForFunction(() => document.title.startsWith('猫'));
    await page.locator('main [aria-haspopup]').first().click();
    const saving = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'CSV' }).click();
    expect((await saving).suggestedFilename()).toBe('猫 “1 2”.csv');

    const settings = { ...DEFAULT_TRAINING_SETTINGS, hidden: 8, epochs: 100_000, schedule: 'constant' } as const;
    const { id } = await ask('runs.start', { corpus: corpus.id, name: 'Long', settings });
    await page.waitForFunction(() => /^\d+ % – Long$/.test(document.title));
    await page.waitForFunction(() => String(Reflect.get(window, 'seen')) === 'on: screen');
    await ask('runs.stop', { run: id });
    await page.waitForFunction(() => document.title.startsWith('猫'));
    await page.waitForFunction(() => String(Reflect.get(window, 'seen')) === 'on: screen,off');
    await page.context().close();
  });
  test('comes back from its weights, uploaded', async () => {
    const weights = await (await download('format=safetensors')).arrayBuffer();
    const name = encodeURIComponent('cats again.safetensors');
    const answer = await fetch(`${door.origin}/models?name=${name}`, {
      method: 'POST',
      headers: authorised(),
      body: weights,
    });
    expect(await answer.json()).toMatchObject({
      run: { name: 'cats again', corpusId: null, parameters: run.parameters },
    });
    const broken = await fetch(`${door.origin}/models?name=x`, { method: 'POST', headers: authorised(), body: 'no' });
    expect(broken.status).toBe(400);
    expect(await broken.json()).toMatchObject({ error: { kind: 'refused' } });
  });
});
