/** Through the program in both doors: a person brings a text, trains on it, pauses, closes and opens again. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { harbourTales } from './harbour-tales.ts';
import { openBrowser } from './launch-browser-door.ts';
import { openChartAgain, trainLoss } from './loss-chart.ts';
import { DOORS, type OpenDoor, type OpensDoor } from './open-doors.ts';
import { LONG_PATIENCE } from './patience.ts';
import { takePictures } from './screenshots.ts';
import { removeFolder, temporaryFolder } from './temporary-folders.ts';

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

/** Opened again it is the one that is closed in the end. */
async function opened(openDoor: OpensDoor): Promise<OpenDoor> {
  openNow = await openDoor(data, browser);
  return openNow;
}

/** The run's state beside its title, once it is this one. */
const state = (page: Page, status: string) =>
  page.getByRole('status').filter({ hasText: new RegExp(`${status}, epoch [\\d,]+ of`) });

test.each(DOORS)('import, train, pause, go on, stop, open again, sample: %s', async (name, openDoor) => {
  const door = await opened(openDoor);
  const { page } = door;
  const button = (words: string) => page.getByRole('button', { name: words, exact: true });

  // an empty library
  await page.getByRole('heading', { name: 'Start with a text.' }).waitFor();
  const text = join(data, 'Harbour tales.txt');
  writeFileSync(text, harbourTales(800));
  await door.choose(text);
  await page.getByRole('button', { name: /^Open files/ }).click();

  // the preview follows the settings
  await page.getByText('As the network will see it').waitFor();
  const shown = (): Promise<string | null> => page.getByRole('main').locator('ol > li').first().textContent();
  expect(await shown()).toMatch(/The/);
  await takePictures(page, name, 'import');
  await page.getByRole('checkbox', { name: 'Lower-case' }).check();
  await expect.poll(shown).not.toMatch(/The/);
  await button('Keep and train…').click();

  // a new run, long enough to be looked at on every machine, that neither ends nor fails by itself
  await page.getByRole('radio', { name: /^Plain SGD/ }).click();
  for (const [option, value] of [
    ['epochs', '100000'],
    ['clipNorm', '5'],
  ] as const) {
    await page.locator(`#${option}`).fill(value);
    await page.locator(`#${option}`).blur();
  }
  await button('Start training').click();

  // the loss falls on the live chart
  await expect.poll(() => trainLoss(page), { timeout: LONG_PATIENCE }).toBeGreaterThan(0);
  const first = await trainLoss(page);
  await expect.poll(() => trainLoss(page), { timeout: LONG_PATIENCE }).not.toBe(first);
  const unigram = Number(/[\d.]+$/.exec((await page.getByText(/^unigram [\d.]+$/).textContent()) ?? '')?.[0]);
  expect(unigram).toBeGreaterThan(1);
  // as far as its sentences need to make sense
  await expect.poll(() => trainLoss(page), { timeout: LONG_PATIENCE }).toBeLessThan(0.6 * unigram);

  // paused, it stands still; continued, it goes on
  await button('Pause').click();
  await state(page, 'Paused').waitFor();
  const standing = await state(page, 'Paused').textContent();
  await takePictures(page, name, 'run-paused');
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
  const { page: later } = await opened(openDoor);
  await state(later, 'Stopped').waitFor();
  expect(await trainLoss(later)).toBe(reached);
  await later.getByRole('link', { name: 'Sample', exact: true }).click();
  await later.getByLabel('Prompt').fill('the');
  await later.getByRole('button', { name: 'Write', exact: true }).click();
  const written = later.locator('.sample .written');
  await expect.poll(() => written.count(), { timeout: LONG_PATIENCE }).toBe(3);
  await later.getByRole('button', { name: 'Write', exact: true }).waitFor();
  const texts = (await written.allTextContents()).join('\n');
  expect(texts).toMatch(/captain|sailor|keeper|widow|rower|old|young|quiet|tired/);
  await later
    .getByRole('button', { name: /^Take “(captain|sailor|keeper|widow|rower|old|young|quiet|tired)”/ })
    .first()
    .waitFor();
});
