/** A text on its way in: dropped, chosen, pasted; read otherwise; kept or not. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encode } from '../../text/encoders.ts';
import { harbourTales } from '../harbour-tales.ts';
import { riverTales } from '../river-tales.ts';
import { removeFolder, temporaryFolder } from '../temporary-folders.ts';
import { show } from './show.ts';
import { startEmptyTour, type Tour } from './tour.ts';

const files = temporaryFolder();
const [harbour, river, long] = ['Harbour tales.txt', '河边的故事.txt', 'Long.txt'].map((name) => join(files, name)) as [
  string,
  string,
  string,
];
let tour: Omit<Tour, 'seeds'>;
beforeAll(async () => {
  writeFileSync(harbour, harbourTales(800));
  writeFileSync(river, encode(riverTales(300), 'gb18030'));
  tour = await startEmptyTour();
});
afterAll(async () => {
  await tour.end();
  removeFolder(files);
});

/** As the system does it: files from outside the window. */
async function drop(page: Page, ...paths: string[]): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver'] as const)
    await devtools.send('Input.dispatchDragEvent', { type, x: 700, y: 400, data });
  await page.getByText('Read as a new text').waitFor();
  await devtools.send('Input.dispatchDragEvent', { type: 'drop', x: 700, y: 400, data });
  await devtools.detach();
}

/** Beside its name, in words. */
const figure = (name: string): Promise<string | null> =>
  tour.page.locator('dl.figures > div').filter({ hasText: name }).locator('dd').first().textContent();
const sentences = () => tour.page.getByRole('main').locator('ol > li');

test('files are dropped and read at once, each setting shows its effect', async () => {
  const { page } = tour;
  await drop(page, harbour);
  await page.getByText('As the network will see it').waitFor();
  await page.getByText('captain').first().waitFor();
  expect(await figure('Sentences')).toBe('800');
  const [tokens, types] = [await figure('Tokens'), await figure('Distinct')];
  await show(page, 'import', true);

  await page.getByLabel('Lower-case').check();
  await expect.poll(() => figure('Distinct')).not.toBe(types);
  await page.getByLabel('Tokens', { exact: true }).selectOption('Characters');
  await expect.poll(() => figure('Tokens')).not.toBe(tokens);
  await page.getByLabel('Tokens', { exact: true }).selectOption('Words and punctuation');
  await page.getByLabel('Lower-case').uncheck();
  await expect.poll(() => figure('Tokens')).toBe(tokens);
});

test('the vocabulary: K by its line or in figures, what becomes <unk>, and every token', async () => {
  const { page } = tour;
  await page.getByLabel(/^Vocabulary K/).fill('40');
  await expect.poll(() => figure('Share of <unk>')).not.toBe('0.0%');
  await expect.poll(() => sentences().locator('.tk.u').count()).toBeGreaterThan(3);
  const lines = page.getByRole('slider', { name: 'Vocabulary size K' });
  await lines.first().focus();
  await page.keyboard.press('Home');
  expect(await page.getByLabel(/^Vocabulary K/).inputValue()).toBe('4');
  await page.keyboard.press('PageUp');
  await page.keyboard.press('PageUp');
  expect(await lines.last().getAttribute('aria-valuenow')).toBe('16');
  for (const chart of [/^Coverage of tokens/, /^Sentences by their length/, /^How often tokens occur/])
    await page.getByLabel(chart).waitFor();
  await page.getByRole('link', { name: 'Vocabulary', exact: true }).click();
  await page.getByRole('searchbox', { name: 'Search tokens' }).fill('captain');
  await page.getByText('2 found').waitFor();
  expect(await page.getByRole('cell', { name: /^captain/ }).count()).toBe(2);
  await page.getByRole('searchbox', { name: 'Search tokens' }).fill('');
  await show(page, 'import-vocabulary');
  await page.getByLabel(/^Vocabulary K/).fill('8000');
  await page.getByRole('link', { name: 'Sentences', exact: true }).click();

  await page.getByLabel(/^Split/).fill('90/20/5');
  await page.getByText('Three shares that sum to 100').waitFor();
  expect(await page.getByRole('button', { name: 'Keep and train…' }).isDisabled()).toBe(true);
  await page.getByLabel(/^Split/).fill('80/10/10');
});

test('another file is chosen; its encoding is found, and can be changed', async () => {
  const { page } = tour;
  page.once('filechooser', (chooser) => void chooser.setFiles(river));
  await page.getByRole('button', { name: 'Add files…' }).first().click();
  await page.getByRole('combobox', { name: 'Part of 河边的故事.txt' }).selectOption('test');
  await page.getByText(/· GB\s18030/).waitFor();
  await expect.poll(() => figure('Sentences')).toBe('1,100');
  await page.getByRole('link', { name: 'Original' }).click();
  await page.getByRole('combobox', { name: 'Which text' }).selectOption('河边的故事.txt');
  const original = page.getByRole('region', { name: 'As it stands' });
  await expect.poll(() => original.textContent()).toContain('，');
  await page.getByLabel('Encoding').selectOption('UTF-8');
  await page.getByText('are not text in this encoding').first().waitFor();
  await expect.poll(() => original.locator('mark').count()).toBeGreaterThan(5);
  await show(page, 'import-original');
  await page.getByLabel('Encoding').selectOption({ index: 0 });
  await expect.poll(() => original.locator('mark').count()).toBe(0);
});

test('a text is pasted anywhere; what was added can be taken out', async () => {
  const { page } = tour;
  await page.evaluate(() => navigator.clipboard.writeText('The pilot waits. The gull cries.'));
  await page.getByRole('heading', { name: 'How to read it' }).click();
  await page.keyboard.press('Control+v');
  await page.getByRole('button', { name: 'Remove pasted text' }).waitFor();
  await expect.poll(() => page.getByRole('combobox', { name: /^Part of/ }).count()).toBe(3);
  await show(page, 'import-several');
  await page.getByRole('button', { name: 'Remove pasted text' }).click();
  await page.getByRole('button', { name: 'Remove 河边的故事.txt' }).click();
  await page
    .getByRole('combobox', { name: /^Part of/ })
    .first()
    .waitFor({ state: 'detached' });
});

test('kept, it becomes a text of the library under its name', async () => {
  const { page, ask } = tour;
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: 'Name' }).fill('Tales');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Keep and train…' }).click();
  await page.getByRole('button', { name: 'Start training' }).waitFor();
  const [corpus] = await ask('corpora.list', {});
  expect(corpus).toMatchObject({ name: 'Tales', counts: { train: { sentences: 640 }, test: { sentences: 80 } } });
});

test('a long import shows how far it is, and is given up', async () => {
  const { page, go, ask } = tour;
  writeFileSync(long, `${harbourTales(2000)}\n`.repeat(500));
  await go('/import');
  page.once('filechooser', (chooser) => void chooser.setFiles(long));
  await page.getByRole('button', { name: /^Open files/ }).click();
  await page.getByText('Figures of the first').waitFor();
  await page.getByRole('button', { name: 'Keep and train…' }).click();
  await page.getByRole('progressbar', { name: 'Long' }).waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('The import was cancelled; nothing was kept.').waitFor();
  expect((await ask('corpora.list', {})).map(({ name }) => name)).toEqual(['Tales']);
  await page.getByRole('button', { name: 'Discard' }).click();
});

test('the built-in sample knows its entropy', async () => {
  const { page, go } = tour;
  await go('/import');
  await page.getByRole('button', { name: 'Try the built-in sample' }).click();
  await page.getByText('entropy', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Small grammar' }).first().click();
  await page.getByText('What no model can beat').waitFor();
  const floor = page.getByRole('row').filter({ hasText: 'Any sentence' }).getByRole('cell');
  expect(Number(await floor.nth(2).textContent())).toBeCloseTo(Math.exp(Number(await floor.nth(1).textContent())), 1);
});
