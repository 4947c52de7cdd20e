/** Through the program in both doors: a newcomer who only presses what is offered. */
import type { Browser, Locator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openBrowser } from './launch-browser-door.ts';
import { DOORS, type OpenDoor } from './open-doors.ts';
import { LONG_PATIENCE } from './patience.ts';
import { takePictures } from './screenshots.ts';
import { removeFolder, temporaryFolder } from './temporary-folders.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

let data: string;
let door: OpenDoor | undefined;
beforeEach(() => {
  data = temporaryFolder();
  door = undefined;
});
afterEach(async ({ task }) => {
  if (door && task.result?.state === 'fail') await takePictures(door.page, 'failed', task.name.slice(-7));
  await door?.close();
  removeFolder(data);
});

test.each(DOORS)('the sample text, a run as it is offered, what it writes: %s', async (name, openDoor) => {
  const began = performance.now();
  door = await openDoor(data, browser);
  const { page } = door;
  let clicks = 0;
  const click = async (what: Locator): Promise<void> => {
    clicks++;
    await what.click();
  };
  const button = (words: string): Locator => page.getByRole('button', { name: words });
  await click(button('Try the built-in sample'));
  await click(button('Start training'));
  await page
    .getByRole('status')
    .filter({ hasText: /Finished(?: early)?, epoch/ })
    .waitFor({ timeout: LONG_PATIENCE });
  await takePictures(page, name, 'newcomer-run');
  await click(page.getByRole('link', { name: 'Sample from it' }));
  await click(page.getByRole('button', { name: 'Write', exact: true }));
  const written = page.locator('.sample .written');
  await expect.poll(() => written.count(), { timeout: LONG_PATIENCE }).toBe(3);
  for (const text of await written.allTextContents()) expect(text).toMatch(/\p{L}+ \p{L}+/u);
  expect(clicks).toBe(4);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stdout.write(`From the first start to text of one's own model, ${name}: ${clicks} clicks, ${seconds} s\n`);
  await takePictures(page, name, 'newcomer-sample');
});
