/** The vocabulary of a stored text and of a run: plots with K, a list with search, taken along as a file. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clipboard, saved, show } from './show.ts';
import { startTour, type Tour } from './tour.ts';

let tour: Tour;
beforeAll(async () => void (tour = await startTour()));
afterAll(() => tour.end());

test('of a text', async () => {
  const { page, go, seeds } = tour;
  await go(`/text/${seeds.corpora.harbour}/vocabulary`);
  for (const chart of [/^Coverage of tokens/, /^Sentences by their length/, /^How often tokens occur/])
    await page.getByLabel(chart).waitFor();
  await page.getByText('82 distinct').waitFor();
  await page.getByRole('cell', { name: 'captain', exact: true }).waitFor();
  await show(page, 'vocabulary', true);

  const { name, content } = await saved(page, () => page.getByRole('button', { name: 'Save as CSV' }).click());
  expect(name).toBe('Harbour tales vocabulary.csv');
  const lines = content.toString().trim().split('\n');
  expect(lines[0]).toMatch(/^.?id,token,count,share,covered/);
  expect(lines).toHaveLength(83);
  await page.getByRole('button', { name: 'Copy tokens with their counts' }).click();
  await expect.poll(() => clipboard(page)).toMatch(/the\t\d+/);

  await page.getByRole('searchbox', { name: 'Search tokens' }).fill('whom');
  await page.getByText('1 found').waitFor();
  await page.getByRole('searchbox', { name: 'Search tokens' }).fill('zebra');
  await page.getByText('No token contains this.').waitFor();
});

test('of a run, with its K', async () => {
  const { page, go, seeds } = tour;
  await go(`/run/${seeds.runs.river}/vocabulary`);
  const line = page.getByRole('slider', { name: 'Vocabulary size K' }).first();
  await page.getByRole('cell', { name: '。', exact: true }).waitFor();
  await line.focus();
  await page.keyboard.press('PageDown');
  const k = Number(await line.getAttribute('aria-valuenow'));
  expect(k).toBeGreaterThan(20);
  await page.getByRole('button', { name: 'Go to K' }).click();
  await page.getByText(`K = ${k}`).first().waitFor();
  expect(await page.locator('.row.out').count()).toBeGreaterThan(0);
  await show(page, 'vocabulary-river');
});
