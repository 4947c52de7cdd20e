/**
 * How long a long run takes to open, and whether the page stays quick while it is looked at and while a run trains. A
 * machine's speed is no matter of right or wrong: the figures are printed, as a line for docs/experiments.md.
 */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureBuilt } from '../../scripts/build.ts';
import { type BrowserDoor, launchBrowserDoor, openBrowser, openPage } from '../e2e/launch-browser-door.ts';
import { storeLongRun } from '../e2e/long-run.ts';
import { removeFolder, temporaryFolder } from '../e2e/temporary-folders.ts';

/** Milliseconds, but for `framesPerSecond`. */
interface Watched {
  readonly framesPerSecond: number;
  /** Of tasks over 50 ms. */
  readonly longTasks: readonly number[];
}

const ROWS = [100_000, 200_000] as const;
const data = temporaryFolder();
let runs: readonly number[];
let browser: Browser;
let door: BrowserDoor;
let page: Page;

beforeAll(async () => {
  await ensureBuilt((line) => process.stderr.write(`${line}\n`));
  runs = ROWS.map((rows) => storeLongRun(data, rows, `${rows} rows`));
  browser = await openBrowser();
  door = await launchBrowserDoor(data);
  page = await openPage(browser, door.url);
  page.setDefaultTimeout(60_000);
  await page.getByText('Nothing is training').waitFor();
});
afterAll(async () => {
  await browser.close();
  await door.stop();
  removeFolder(data);
});

/** From the click on a run to the frame after its curves were drawn. */
async function open(rows: number): Promise<{ readonly opened: number; readonly longTasks: readonly number[] }> {
  return await page.evaluate(async (name) => {
    const longTasks: number[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) longTasks.push(Math.round(entry.duration));
    });
    observer.observe({ type: 'longtask' });
    const row = [...document.querySelectorAll<HTMLElement>('[role=treeitem]')].find((item) =>
      item.textContent.trim().startsWith(name),
    );
    if (!row) throw new Error(`No run "${name}".`);
    const began = performance.now();
    row.click();
    const isDrawn = (): boolean =>
      document.querySelector('h1')?.textContent === name &&
      // what a canvas is before it is drawn on
      (document.querySelector('canvas')?.width ?? 300) !== 300;
    await new Promise<void>((resolve) => {
      const look = (): void => void requestAnimationFrame(isDrawn() ? () => resolve() : look);
      look();
    });
    const opened = Math.round(performance.now() - began);
    // the small charts and the samples come after it
    await new Promise((resolve) => setTimeout(resolve, 1000));
    observer.disconnect();
    return { opened, longTasks };
  }, `${rows} rows`);
}

/** Frames and long tasks while `what` happens. */
async function watch(what: () => Promise<void>): Promise<Watched> {
  await page.evaluate(() => {
    const watched = { frames: 0, began: performance.now(), longTasks: [] as number[], ended: false };
    Object.assign(window, { watched });
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) watched.longTasks.push(Math.round(entry.duration));
      if (watched.ended) observer.disconnect();
    });
    observer.observe({ type: 'longtask' });
    const count = (): void => {
      watched.frames++;
      if (!watched.ended) requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
  });
  await what();
  return await page.evaluate(() => {
    const { watched } = window as unknown as {
      watched: { frames: number; began: number; longTasks: number[]; ended: boolean };
    };
    watched.ended = true;
    const seconds = (performance.now() - watched.began) / 1000;
    return { framesPerSecond: Math.round(watched.frames / seconds), longTasks: watched.longTasks };
  });
}

/** Zooms in at the middle, pans to both sides and zooms out. */
async function lookAround(): Promise<void> {
  const box = await page.locator('.plot .area').first().boundingBox();
  if (!box) throw new Error('No chart is shown.');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  for (let i = 0; i < 20; i++) await page.mouse.wheel(0, -120);
  for (let i = 0; i < 40; i++) await page.mouse.wheel(i < 20 ? 40 : -40, 0);
  for (let i = 0; i < 20; i++) await page.mouse.wheel(0, 120);
  await page.mouse.move(0, 0);
}

const longest = ({ longTasks }: Pick<Watched, 'longTasks'>): string =>
  longTasks.length === 0
    ? 'no task over 50 ms'
    : `${longTasks.length} over 50 ms, the longest ${Math.max(...longTasks)}`;
const report = (line: string): void => void process.stdout.write(`speed | ${line}\n`);

test('a long run opens and is looked at from near', async () => {
  for (const [i, rows] of ROWS.entries()) {
    const opening = await open(rows);
    expect(page.url()).toContain(`#/run/${runs[i]}`);
    report(`open a run of ${rows} rows | ${opening.opened} ms, ${longest(opening)}`);
    const around = await watch(lookAround);
    expect(around.framesPerSecond).toBeGreaterThan(0);
    report(`zoom and pan in it | ${around.framesPerSecond} frames/s, ${longest(around)}`);
  }
});

test('the page stays alive while a run trains', async () => {
  await page.keyboard.press('Alt+Shift+T');
  await page.locator('#epochs').fill('400');
  await page.locator('#schedule').selectOption('constant');
  await page.getByRole('button', { name: 'Start training', exact: true }).click();
  await page.getByText(/^validation \d/).waitFor();
  const still = await watch(() => page.waitForTimeout(5000));
  expect(still.framesPerSecond).toBeGreaterThan(0);
  report(`watch a run train | ${still.framesPerSecond} frames/s, ${longest(still)}`);
  const around = await watch(lookAround);
  report(`zoom and pan while it trains | ${around.framesPerSecond} frames/s, ${longest(around)}`);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await page.getByRole('status').filter({ hasText: 'Stopped.' }).waitFor();
});
