/** What is there before there is anything: the ways in, empty pages with a next action, the keys and the settings. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { show } from './show.ts';
import { startEmptyTour, type Tour } from './tour.ts';

let tour: Omit<Tour, 'seeds'>;
beforeAll(async () => void (tour = await startEmptyTour()));
afterAll(() => tour.end());

test('the first start says what there is to do, in each of its ways, and where it stays', async () => {
  const { page } = tour;
  await page.getByRole('heading', { name: 'Start with a text.' }).waitFor();
  for (const way of ['Open files…', 'A folder…', 'Try the built-in sample', 'Open weights…'])
    await page.getByRole('button', { name: way }).waitFor();
  for (const way of ['Paste text', 'A table, or pictures', 'A generated data set'])
    await page.getByRole('link', { name: way }).waitFor();
  await page.getByText('Nothing leaves this machine.').waitFor();
  await page.getByText('Texts and data sets appear here').waitFor();
  await page.getByText('Nothing is training').waitFor();
  await show(page, 'first-start', true);
});

test('each empty page has a next action', async () => {
  const { page, go } = tour;
  await go('/import');
  await page.getByLabel('Paste or type a text').waitFor();
  await show(page, 'import-empty');
  await go('/compare');
  await page.getByText('There is no run to compare yet.').waitFor();
  await show(page, 'compare-empty');
  await go('/trash');
  await page.getByText('The trash is empty.').waitFor();
  await show(page, 'trash-empty');
  await go('/run/999');
  await page.getByText('This page shows nothing').waitFor();
  await show(page, 'not-here');
  for (const hash of ['/compare', '/trash', '/run/999']) {
    await go(hash);
    await page.getByRole('main').getByRole('link').click();
    await page.getByRole('heading', { name: 'Start with a text.' }).waitFor();
  }
});

test('the keys are listed, and the settings hold over a reload', async () => {
  const { page } = tour;
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await keys.getByText('Search the library').waitFor();
  await show(page, 'shortcuts');
  await page.keyboard.press('Escape');
  await keys.waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByText('MIT, © 2026').waitFor();
  await show(page, 'settings');
  await page.getByRole('button', { name: 'Dark', exact: true }).click();
  const theme = (): Promise<string | undefined> => page.evaluate(() => document.documentElement.dataset['theme']);
  expect(await theme()).toBe('dark');
  await page.getByRole('button', { name: '简体中文' }).click();
  await page.getByRole('heading', { name: '从一篇文本开始' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: '从一篇文本开始' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-Hans');
  expect(await theme()).toBe('dark');
});
