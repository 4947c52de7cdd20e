/** The desktop's window: the library, the trash, a text on its way in, its vocabulary. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { harbourTales } from '../harbour-tales.ts';
import { removeFolder, temporaryFolder } from '../temporary-folders.ts';
import { type DesktopTour, startDesktopTour } from './desktop-tour.ts';
import { dismissToasts, setLanguage } from './show.ts';

const files = temporaryFolder();
let tour: DesktopTour;
beforeAll(async () => void (tour = await startDesktopTour()));
afterAll(async () => {
  await tour.end();
  removeFolder(files);
});

const rows = (): Locator => tour.page.getByRole('treeitem');
const row = (name: string): Locator => rows().filter({ hasText: name });
const names = (): Promise<string[]> => rows().locator('.name').allTextContents();

test('the library: searched, renamed, archived by its menu and taken back, in both languages', async () => {
  const { app, page, go, show, seeds } = tour;
  await go(`/text/${seeds.corpora.grammar}`);
  await page.getByText('What no model can beat').waitFor();
  expect(await row('Overnight').getAttribute('title')).toContain('Interrupted');
  await show('library');
  await page.keyboard.press('Control+k');
  await page.waitForFunction(() => document.activeElement?.matches('.search input'));
  await page.keyboard.type('thirty-two units');
  await expect.poll(names).toEqual(['Small grammar', expect.stringMatching(/^quick look/)]);
  await show('library-search');
  await page.getByRole('searchbox', { name: /^Search names/ }).press('Escape');

  await row('By hand').focus();
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: 'Name' }).fill('Guided');
  await page.keyboard.press('Enter');
  await row('Guided').focus();
  await page.keyboard.press('Shift+F10');
  await show('library-menu');
  await page.getByRole('menu', { name: 'Actions for Guided' }).getByRole('menuitem', { name: 'Archive' }).click();
  await page.getByText('“Guided” is archived').waitFor();
  await expect.poll(names).not.toContain('Guided');
  await page.getByRole('button', { name: 'Undo' }).click();
  await row('Guided').waitFor();

  const menus = (): Promise<string[] | undefined> =>
    app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label), null);
  await setLanguage(page, '简体中文');
  await expect.poll(menus).toContain('文件');
  await show('library-zh');
  await setLanguage(page, 'English');
  await expect.poll(menus).toContain('File');
});

test('the trash: deleted, taken back, restored, emptied', async () => {
  const { page, go, show } = tour;
  const remove = async (): Promise<void> => {
    await row('Far too fast').focus();
    await page.keyboard.press('Delete');
    await page.getByText('“Far too fast” is in the trash').waitFor();
  };
  await remove();
  await page.getByRole('button', { name: 'Undo' }).click();
  await row('Far too fast').waitFor();
  await remove();
  await dismissToasts(page);
  await go('/trash');
  await page.getByText('2 in it').waitFor();
  await show('trash');
  const entry = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Far too fast' });
  await entry.getByRole('button', { name: 'Restore' }).click();
  await row('Far too fast').waitFor();
  await page.getByRole('button', { name: 'Empty trash…' }).click();
  await show('trash-question');
  await page.getByRole('button', { name: 'Empty trash', exact: true }).click();
  await page.getByText('The trash is empty.').waitFor();
});

test('a text is chosen in the dialog, read otherwise, and kept under its name', async () => {
  const { page, go, show, choose } = tour;
  const path = join(files, 'Cliff tales.txt');
  writeFileSync(path, harbourTales(800, 4));
  const distinct = (): Promise<string | null> =>
    page.locator('dl.figures > div').filter({ hasText: 'Distinct' }).locator('dd').first().textContent();
  await go('/import');
  await choose(path);
  await page.getByRole('button', { name: /^Open files/ }).click();
  await page.getByText('As the network will see it').waitFor();
  await page.getByText('captain').first().waitFor();
  await show('import');
  const before = await distinct();
  await page.getByLabel('Lower-case').check();
  await expect.poll(distinct).not.toBe(before);
  await page.getByRole('link', { name: 'Original' }).click();
  await page.getByRole('region', { name: 'As it stands' }).waitFor();
  await show('import-original');
  await page.getByRole('link', { name: 'Vocabulary', exact: true }).click();
  await page.getByRole('cell', { name: 'captain', exact: true }).waitFor();
  await show('import-vocabulary');
  await page.getByRole('button', { name: 'Keep and train…' }).click();
  await page.getByRole('button', { name: 'Start training' }).waitFor();
  await row('Cliff tales').waitFor();
});

test('the vocabulary of a text: plots, search, a file of it', async () => {
  const { page, go, show, saved, seeds } = tour;
  await go(`/text/${seeds.corpora.harbour}/vocabulary`);
  for (const chart of [/^Coverage of tokens/, /^Sentences by their length/, /^How often tokens occur/])
    await page.getByLabel(chart).waitFor();
  await page.getByText('82 distinct').waitFor();
  await show('vocabulary');
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  await saved('Harbour tales vocabulary.csv', /^.?id,token,count,share,covered/);
  await page.getByRole('searchbox', { name: 'Search tokens' }).fill('whom');
  await page.getByText('1 found').waitFor();
});
