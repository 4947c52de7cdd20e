/** Every screen with something worth looking at on it: pictures in light and dark, and axe's rules. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAccessible } from './accessible.ts';
import { harbourTales } from './harbour-tales.ts';
import { type BrowserDoor, launchBrowserDoor, openBrowser, openPage } from './launch-browser-door.ts';
import { openChartAgain, PATIENCE } from './loss-chart.ts';
import { takePictures } from './screenshots.ts';
import { removeFolder, temporaryFolder } from './temporary-folders.ts';

let browser: Browser;
let door: BrowserDoor;
const data = temporaryFolder();
beforeAll(async () => {
  browser = await openBrowser();
  door = await launchBrowserDoor(data);
});
afterAll(async () => {
  await browser.close();
  await door.stop();
  removeFolder(data);
});

test('each screen is complete and accessible', async () => {
  const text = join(data, 'Harbour tales.txt');
  writeFileSync(text, harbourTales(6000));
  const page = await openPage(browser, door.url);
  await page.setViewportSize({ width: 1280, height: 800 });
  const show = async (screen: string): Promise<void> => {
    await takePictures(page, 'tour', screen);
    await expectAccessible(page, screen);
  };

  await page.getByRole('heading', { name: 'Start with a text.' }).waitFor();
  await show('first-start');

  page.once('filechooser', (chooser) => void chooser.setFiles(text));
  await page.getByRole('button', { name: /^Open files/ }).click();
  await page.getByText('captain').first().waitFor();
  await show('import');

  await page.getByRole('button', { name: 'Keep and train…', exact: true }).click();
  await page.getByText('trigram').first().waitFor();
  await show('new-run');

  // slowly enough for a curve that falls through what counting words reaches
  await page.locator('#hidden').fill('200');
  await page.locator('#learningRate').fill('0.006');
  await page.locator('#schedule').selectOption('linear');
  await page.locator('#epochs').fill('12');
  await page.getByRole('button', { name: 'Start training', exact: true }).click();
  await page
    .getByRole('status')
    .filter({ hasText: 'Finished in' })
    .waitFor({ timeout: 5 * PATIENCE });
  await openChartAgain(page);
  await page.getByText('trigram').first().waitFor();
  await show('run');

  await page.getByRole('link', { name: 'Sample', exact: true }).click();
  await page.getByLabel('Prompt').fill('The captain');
  await page.locator('#count').fill('6');
  await page.getByRole('button', { name: 'Write', exact: true }).click();
  await page.getByText('after “The captain”').waitFor();
  await expect
    .poll(() => page.locator('section[aria-live]').first().textContent(), { timeout: PATIENCE })
    .toMatch(/The captain .+/);
  await show('sample');

  await page
    .getByRole('link', { name: /Harbour tales/ })
    .first()
    .click();
  await page.getByRole('heading', { name: 'Harbour tales' }).waitFor();
  await show('text');
});
