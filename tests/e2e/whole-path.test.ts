/** The way of a person through the program, in both doors: a text, a run, its loss, a sample; closed and opened again. */
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowserDoor, openBrowser, openPage } from './launch-browser-door.ts';
import { launchDesktop } from './launch-desktop.ts';
import { openChartAgain, PATIENCE, trainLoss } from './loss-chart.ts';
import { takePictures } from './screenshots.ts';
import { removeFolder, temporaryFolder } from './temporary-folders.ts';

const FABLES = join(import.meta.dirname, 'fables.txt');

/** A door that is open over a data folder. */
interface OpenDoor {
  readonly page: Page;
  /** Answers the next question for files. */
  choose(path: string): Promise<void>;
  /** Ends the program in order. */
  close(): Promise<number | null>;
}

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

let data: string;
let openNow: OpenDoor | undefined;
beforeEach(() => void (data = temporaryFolder()));
afterEach(async ({ task }) => {
  if (openNow && task.result?.state === 'fail') await takePictures(openNow.page, 'failed', task.name.slice(-7));
  await openNow?.close();
  removeFolder(data);
});

async function openDesktop(): Promise<OpenDoor> {
  const app = await launchDesktop(data);
  return {
    page: app.page,
    choose: (path) =>
      app.evaluate(({ dialog }, chosen) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
      }, path),
    close: () => app.quit(),
  };
}

async function openInBrowser(): Promise<OpenDoor> {
  const door = await launchBrowserDoor(data);
  const page = await openPage(browser, door.url);
  let chosen = '';
  // from the beginning: Chromium is told asynchronously that questions for files are answered here
  page.on('filechooser', (chooser) => void chooser.setFiles(chosen));
  return {
    page,
    choose(path) {
      chosen = path;
      return Promise.resolve();
    },
    async close() {
      await page.context().close();
      return door.stop();
    },
  };
}

/** The run's state beside its title, once it is this one. */
const state = (page: Page, status: string) =>
  page.getByRole('status').filter({ hasText: new RegExp(`${status}, epoch [\\d,]+ of`) });

test.each([
  ['desktop', openDesktop],
  ['browser', openInBrowser],
] as const)('import, train, pause, go on, stop, open again, sample: %s', async (name, openDoor) => {
  const open = async (): Promise<OpenDoor> => {
    const opened = await openDoor();
    openNow = opened;
    return opened;
  };
  const door = await open();
  const { page } = door;
  const button = (words: string) => page.getByRole('button', { name: words, exact: true });
  const picture = (screen: string): Promise<void> => takePictures(page, name, screen);

  // an empty library
  await page.getByRole('heading', { name: 'Start with a text.' }).waitFor();
  await picture('first-start');
  await door.choose(FABLES);
  await page.getByRole('button', { name: /^Open files/ }).click();

  // the preview follows the settings
  await page.getByText('As the network will see it').waitFor();
  await page.getByText('Tortoise').first().waitFor();
  await picture('import');
  await page.getByRole('checkbox', { name: 'Lower-case' }).check();
  await page.getByText('tortoise').first().waitFor();
  await button('Keep and train…').click();

  // a new run, long enough to be looked at
  await page.getByRole('radio', { name: /^Plain SGD/ }).click();
  await page.locator('#epochs').fill('100000');
  await page.locator('#epochs').blur();
  await button('Start training').click({ trial: true });
  await picture('new-run');
  await button('Start training').click();

  // the loss falls on the live chart
  await expect.poll(() => trainLoss(page), { timeout: PATIENCE }).toBeGreaterThan(0);
  const first = await trainLoss(page);
  await expect.poll(() => trainLoss(page), { timeout: PATIENCE }).not.toBe(first);
  const unigram = Number(/[\d.]+$/.exec((await page.getByText(/^unigram [\d.]+$/).textContent()) ?? '')?.[0]);
  expect(unigram).toBeGreaterThan(1);
  await expect.poll(() => trainLoss(page), { timeout: PATIENCE }).toBeLessThan(0.8 * unigram);
  await picture('run');

  // paused, it stands still; continued, it goes on
  await button('Pause').click();
  await state(page, 'Paused').waitFor();
  const standing = await state(page, 'Paused').textContent();
  await picture('run-paused');
  expect(await state(page, 'Paused').textContent()).toBe(standing);
  await button('Continue').click();
  await state(page, 'Training').waitFor();
  await button('Stop').click();
  await state(page, 'Stopped').waitFor();
  await openChartAgain(page);
  const reached = await trainLoss(page);
  openNow = undefined;
  expect(await door.close()).toBe(0);

  // everything is there when the program is opened again
  const { page: later } = await open();
  await state(later, 'Stopped').waitFor();
  expect(await trainLoss(later)).toBe(reached);
  await later.getByRole('link', { name: 'Sample', exact: true }).click();
  await later.getByLabel('Prompt').fill('the');
  await later.getByRole('button', { name: 'Write', exact: true }).click();
  const written = later.getByRole('region', { name: 'Continuation' }).or(later.locator('section[aria-live]')).first();
  await expect.poll(async () => (await written.textContent())?.length, { timeout: PATIENCE }).toBeGreaterThan(40);
  expect(await written.textContent()).toMatch(/hare|tortoise|lion|mouse|fox|crow|dog|water|race/);
  await later
    .getByRole('button', { name: /^Take “(hare|tortoise|lion|mouse|fox|crow|dog|water|race)”/ })
    .first()
    .waitFor();
  await takePictures(later, name, 'sample');
});
