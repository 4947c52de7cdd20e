/** Runs side by side, also of different texts: curves, settings, samples, and all of it as files. */
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pngSize, saved, show } from './show.ts';
import { startTour, type Tour } from './tour.ts';

let tour: Tour;
beforeAll(async () => void (tour = await startTour()));
afterAll(() => tour.end());

const pick = (name: RegExp): Locator => tour.page.getByRole('checkbox', { name });
const chart = (): Locator => tour.page.getByRole('group', { name: /It can be read by the arrow keys/ });
const unit = (name: string): Locator =>
  tour.page.getByRole('group', { name: 'Unit' }).getByRole('button', { name, exact: true });
const settings = (): Locator => tour.page.getByRole('region', { name: 'Settings' }).first();

test('picked in the table and in the library, of several texts', async () => {
  const { page, go } = tour;
  await go('/compare');
  await page.getByText('Pick runs in the list above').waitFor();
  await page.getByRole('button', { name: /^\d+ more$/ }).click();
  await pick(/^Compare quick look/).check();
  await page.getByText('Pick a second run').waitFor();
  await pick(/^Compare 12 units/).check();
  await page.getByRole('treeitem').filter({ hasText: '48 units' }).focus();
  await page.keyboard.press('Space');
  await page.getByText('3 of').waitFor();
  await page.getByRole('link', { name: 'Compare, 3 picked' }).waitFor();
  await expect.poll(() => chart().getAttribute('aria-label')).toContain('of 3 runs');
  // each with its own colour in the library too
  const colours = await page
    .locator('[role=treeitem][aria-checked=true] svg.picked')
    .evaluateAll((all) => all.map((one) => (one as SVGElement).style.getPropertyValue('--series')));
  expect(new Set(colours).size).toBe(3);
});

test('curves by epochs, tokens and time, in every unit, with a word of warning where it is due', async () => {
  const { page } = tour;
  for (const [axis, word] of [
    ['tokens', 'tokens'],
    ['time', 'training time'],
    ['epochs', 'epoch'],
  ] as const) {
    await page.getByRole('group', { name: 'Horizontal axis' }).getByRole('button', { name: axis }).click();
    await chart().getByText(word, { exact: true }).waitFor();
  }
  for (const name of ['quick look', '12 units', '48 units'])
    await chart()
      .getByText(new RegExp(`^${name}`))
      .waitFor();
  await unit('perplexity').click();
  await page.getByText('These runs predict different tokens').waitFor();
  await page.getByRole('button', { name: 'train', exact: true }).click();
  await expect.poll(() => chart().getAttribute('aria-label')).toContain('perplexity, train');
  await page.getByRole('button', { name: 'validation', exact: true }).click();
  await unit('bits/char').click();
  await page.getByText('These runs predict different tokens').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Show as table' }).click();
  expect(
    await page
      .getByRole('table', { name: /^Validation at the end/ })
      .getByRole('row')
      .count(),
  ).toBe(8);
  await page.getByRole('button', { name: 'Show as chart' }).click();
});

test('settings: only differences, or all', async () => {
  const { page } = tour;
  const rows = (): Promise<string[]> => settings().getByRole('rowheader').allTextContents();
  await expect.poll(rows).toContain('Hidden units H');
  expect(await rows()).not.toContain('Seed');
  await page.getByLabel('Only differences').uncheck();
  await expect.poll(rows).toContain('Seed');
  await page.getByLabel('Only differences').check();
});

test('the same prompt and seed side by side; kept over a reload', async () => {
  const { page } = tour;
  await page.getByRole('button', { name: 'Write with each' }).click();
  const samples = page.getByRole('article').locator('p.text');
  await expect.poll(() => samples.count()).toBe(3);
  const texts = await samples.allTextContents();
  expect(texts[0]).not.toBe(texts[1]);
  await show(page, 'compare', true);
  await page.reload();
  await page.getByText('3 of').waitFor();
  await expect.poll(() => chart().getAttribute('aria-label')).toContain('of 3 runs');
  await expect.poll(() => samples.allTextContents()).toEqual(texts);
});

test('exported as a picture, as curves and as everything', async () => {
  const { page } = tour;
  const save = async (item: string): Promise<void> => {
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  const picture = await saved(page, () => save('Chart (PNG)'));
  expect(picture.name).toBe('unfold-compare.png');
  expect(pngSize(picture.content).width).toBeGreaterThan(400);
  const csv = (await saved(page, () => save('Curves (CSV)'))).content.toString();
  expect(csv).toMatch(/^.?run,name,text,split,epoch,step,tokens,seconds,loss,perplexity,bits_per_character/);
  expect(csv).toMatch(/,河边的故事,validation,6,/);
  const json = JSON.parse((await saved(page, () => save('Runs, figures and samples (JSON)'))).content.toString()) as {
    runs: { name: string; sample: string; evaluations: unknown[] }[];
  };
  expect(json.runs.map(({ name }) => name)).toContain('48 units, 6 epochs');
  for (const { sample, evaluations } of json.runs) {
    expect(sample.length).toBeGreaterThan(5);
    expect(evaluations.length).toBeGreaterThan(4);
  }
  await page.getByRole('button', { name: 'Unpick all' }).click();
  await page.getByText('Pick runs in the list above').waitFor();
});
