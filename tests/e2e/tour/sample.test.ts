/** Writing with a run and reading with it: prompt, chance, next words, surprise. */
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takePictures } from '../screenshots.ts';
import { clipboard, saved, show } from './show.ts';
import { startTour, type Tour } from './tour.ts';

let tour: Tour;
beforeAll(async () => void (tour = await startTour()));
afterAll(() => tour.end());

const prompt = (): Locator => tour.page.getByLabel('Prompt');
const take = (): Locator => tour.page.getByRole('button', { name: /^Take “/ });
const written = (): Locator => tour.page.locator('.sample .written');
const write = (): Promise<void> => tour.page.getByRole('button', { name: 'Write', exact: true }).click();

test('several samples from a prompt; tokens that are not known are named', async () => {
  const { page, go, seeds } = tour;
  await go(`/run/${seeds.runs.harbour}/sample`);
  await prompt().fill('The zebra');
  await page.getByText(/^Not among the 82 tokens it knows: “zebra”/).waitFor();
  await show(page, 'sample-unknown');
  await prompt().fill('The captain');
  await page.getByText('after “The captain”').waitFor();
  await write();
  await expect.poll(() => written().count()).toBe(3);
  const texts = await written().allTextContents();
  for (const text of texts) expect(text).toMatch(/^\s*The captain .+\./s);
  for (const seed of [42, 43, 44])
    await page
      .getByText(new RegExp(`^seed ${seed} · \\d+ tokens`))
      .first()
      .waitFor();
  await show(page, 'sample', true);
  // the same seed writes the same
  await write();
  await expect.poll(() => written().allTextContents()).toEqual(texts);
  const file = await saved(page, () =>
    page
      .getByRole('button', { name: /^Save as a text file/ })
      .first()
      .click(),
  );
  expect(file.content.toString().trim()).toBe(texts[0]!.trim());
  await page.getByRole('button', { name: 'Copy all' }).click();
  await expect.poll(() => clipboard(page)).toContain(texts[2]!.trim());
});

test('without chance all are the same; top-k and top-p cut off what is never drawn', async () => {
  const { page } = tour;
  await prompt().fill('The old');
  await page.getByRole('slider', { name: 'Temperature' }).fill('0');
  await page.getByText('Always the most probable one').waitFor();
  await write();
  await expect.poll(async () => new Set(await written().allTextContents()).size).toBe(1);
  await page.getByRole('slider', { name: 'Temperature' }).fill('1.5');
  await page.getByText('Above 1: the improbable gets a chance.').waitFor();
  await page.locator('#topK').fill('2');
  await expect.poll(() => page.getByRole('button', { name: /cut off by top-k/ }).count()).toBeGreaterThan(3);
  await show(page, 'sample-cut');
  await page.locator('#topK').fill('');
  await page.getByRole('slider', { name: 'Top-p' }).fill('0.5');
  await expect.poll(() => page.getByRole('button', { name: /cut off by top-p/ }).count()).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Use these settings' }).last().click();
  await expect.poll(() => prompt().inputValue()).toBe('The captain');
  await page.getByText('Below 1: the probable becomes more so.').waitFor();
});

test('the next word is taken by a click or its number, and taken back', async () => {
  const { page } = tour;
  await page.getByText('after “The captain”').waitFor();
  const word = /^Take “(.+?)”/.exec((await take().first().getAttribute('aria-label')) ?? '')?.[1];
  await take().first().click();
  await expect.poll(() => prompt().inputValue()).toBe(`The captain ${word}`);
  await page.getByText(new RegExp(`^after “.*captain ${word}”$`)).waitFor();
  await page.keyboard.press('1');
  await expect.poll(async () => (await prompt().inputValue()).split(' ').length).toBe(4);
  await page.keyboard.press('Backspace');
  await page.getByRole('button', { name: 'Take back a word' }).click();
  await expect.poll(() => prompt().inputValue()).toBe('The captain');
});

test('a text is scored: each token tinted by its surprise, one in detail, beside the trigram', async () => {
  const { page } = tour;
  await page.getByLabel('Text to score').fill('The captain watches the harbour at dusk.\nThe the zebra of.');
  const tokens = page.getByRole('listbox', { name: /^The text, token by token/ }).getByRole('option');
  await expect.poll(() => tokens.count()).toBeGreaterThan(12);
  const tints = await tokens.evaluateAll((all) => all.map((one) => (one as HTMLElement).style.getPropertyValue('--m')));
  expect(new Set(tints).size).toBeGreaterThan(2);
  await page.getByRole('columnheader', { name: 'trigram' }).waitFor();
  await page.getByRole('listbox', { name: /^The text/ }).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.getByRole('heading', { name: /^captain [\d.]+ nats · p [\d.]+% · rank \d+/ }).waitFor();
  await page.getByRole('heading', { name: 'Score a text' }).scrollIntoViewIfNeeded();
  await page.locator('.columns.score').evaluate((element) => element.scrollIntoView());
  await show(page, 'sample-score', true);
  await page.locator('.columns.score').getByRole('button', { name: 'Show as table' }).click();
  const rows = page.getByRole('region', { name: 'The tokens as a table' }).getByRole('row');
  await expect.poll(() => rows.count()).toBeGreaterThan(12);
  await show(page, 'sample-score-table');
});

test('a run without sentences writes until it is stopped, and what it wrote stays', async () => {
  const { page, go, seeds } = tour;
  await go(`/run/${seeds.runs.endless}/sample`);
  await page.locator('#length').fill('100000');
  await page.locator('#count').fill('100');
  await write();
  await page.getByText(/^[\d,]+ of 100,000 tokens · \d+\/100 samples$/).waitFor();
  await takePictures(page, 'tour', 'sample-writing');
  const moving = (): Promise<number> => page.evaluate(() => document.getAnimations().length);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await expect.poll(moving).toBeGreaterThan(0);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect.poll(moving).toBe(0);
  await page.getByRole('button', { name: 'Stop writing' }).click();
  await page.getByRole('button', { name: 'Write', exact: true }).waitFor();
  expect((await written().first().textContent())?.length).toBeGreaterThan(100);
});

test('a model of characters, in Chinese', async () => {
  const { page, go, seeds } = tour;
  await go(`/run/${seeds.runs.river}/sample`);
  await page.getByRole('heading', { name: 'Next character' }).waitFor();
  await prompt().fill('清晨，老船夫在');
  await write();
  await expect.poll(() => written().first().textContent()).toMatch(/清晨，老船夫在\p{Script=Han}+.*。/u);
  await show(page, 'sample-river');
});
