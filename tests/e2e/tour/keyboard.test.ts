/** From the first start to what a model of one's own writes, without a mouse. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takePictures } from '../screenshots.ts';
import { startEmptyTour, type Tour } from './tour.ts';

let tour: Omit<Tour, 'seeds'>;
beforeAll(async () => void (tour = await startEmptyTour()));
afterAll(() => tour.end());

/** What has the focus, as it is called, and whether one sees that it has. */
const focused = (page: Page): Promise<{ name: string; ring: boolean }> =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    const label = element.id === '' ? null : document.querySelector(`label[for="${element.id}"]`);
    const { outlineStyle, boxShadow } = getComputedStyle(element.closest('.search') ?? element);
    return {
      name: element.getAttribute('aria-label') ?? label?.textContent ?? element.textContent,
      ring: outlineStyle !== 'none' || boxShadow !== 'none',
    };
  });

const MOST_STEPS = 60;
/** Tab after Tab; every stop on the way is seen. @throws when it is not met */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const met: string[] = [];
  for (let i = 0; i < MOST_STEPS; i++) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    expect(now.ring, `focus seen on “${now.name}”`).toBe(true);
    met.push(now.name.trim().replace(/\s+/g, ' '));
    if (name.test(met.at(-1) ?? '')) return;
  }
  throw new Error(`Tab never came to ${name}, but to: ${met.join(' | ')}`);
}

/** Through the search into the library, and there to its end. */
async function toLastRow(page: Page): Promise<void> {
  const hasFocus = (selector: string): Promise<unknown> =>
    page.waitForFunction((wanted) => document.activeElement?.matches(wanted), selector);
  await page.keyboard.press('Control+k');
  await hasFocus('.search input');
  await page.keyboard.press('ArrowDown');
  await hasFocus('[role=treeitem]');
  await page.keyboard.press('End');
  await hasFocus('[role=treeitem][aria-level="2"]');
}

test('by keyboard alone: the sample text, a quick look, a pause, a sample, a comparison, the trash', async () => {
  const { page } = tour;
  await page.getByRole('heading', { name: 'Start with a text.' }).waitFor();
  await tabTo(page, /^Try the built-in sample/);
  await page.keyboard.press('Enter');

  await page.getByRole('radio', { name: /^Recommended/ }).waitFor();
  await tabTo(page, /^Recommended/);
  await page.keyboard.press('ArrowRight');
  await tabTo(page, /^Hidden units H/);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('24');
  await page.getByText('was 32').first().waitFor();
  await page.keyboard.press('Control+Enter');
  await page
    .getByRole('status')
    .filter({ hasText: /Finished(?: early)?, epoch/ })
    .waitFor();

  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: 'Write', exact: true }).waitFor();
  await tabTo(page, /^Prompt/);
  await page.keyboard.type('the ');
  await page.getByText('after “the”').waitFor();
  await page.keyboard.press('Control+Enter');
  const written = page.locator('.sample .written');
  await expect.poll(() => written.count()).toBe(3);
  expect(await written.first().textContent()).toMatch(/^\s*the \p{L}+/u);
  await takePictures(page, 'tour', 'keyboard');

  // from part to part of the window, and through the library
  await toLastRow(page);
  await page.keyboard.press('Space');
  await page.getByRole('link', { name: 'Compare, 1 picked' }).waitFor();
  await page.keyboard.press('F2');
  await page.keyboard.type('By keyboard');
  await page.keyboard.press('Enter');
  await page.getByRole('treeitem').filter({ hasText: 'By keyboard' }).waitFor();
  await page.keyboard.press('Alt+Shift+c');
  await page.getByText('Pick a second run').waitFor();
  await toLastRow(page);
  await page.keyboard.press('Delete');
  await page.getByText('“By keyboard” is in the trash').waitFor();
  await page.keyboard.press('Control+z');
  await page.getByRole('treeitem').filter({ hasText: 'By keyboard' }).waitFor();
  const region = (): Promise<string> =>
    page.evaluate(() => document.activeElement?.closest('.rail, .bar, .tabs, .page')?.classList[0] ?? 'none');
  const around: string[] = [];
  for (let i = 0; i < 3; i++) {
    await page.keyboard.press('F6');
    around.push(await region());
  }
  expect(around.toSorted()).toEqual(['bar', 'page', 'rail']);
});
