/** The library: found, sorted, filtered, named, noted, put away, deleted and taken back. */
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dismissToasts, show } from './show.ts';
import { startTour, type Tour } from './tour.ts';

let tour: Tour;
beforeAll(async () => void (tour = await startTour()));
afterAll(() => tour.end());

const rows = (): Locator => tour.page.getByRole('treeitem');
const row = (name: string): Locator => rows().filter({ hasText: name });
/** As they stand, without what is only said. */
const names = (): Promise<string[]> => rows().locator('.name').allTextContents();
const texts = (): Promise<string[]> => tour.page.locator('[role=treeitem][aria-level="1"] .name').allTextContents();
const view = {
  open: (): Promise<void> => tour.page.getByRole('button', { name: 'Sort and filter' }).click(),
  close: (): Promise<void> => tour.page.keyboard.press('Escape'),
};

test('texts and their runs, with state, sparkline and best figures', async () => {
  const { page, go, seeds } = tour;
  await go(`/text/${seeds.corpora.grammar}`);
  await page.getByText('What no model can beat').waitFor();
  await expect.poll(texts).toEqual(expect.arrayContaining(['Small grammar', '河边的故事', 'Harbour tales']));
  expect(await names()).not.toContain('First try');
  const states = { 'Far too fast': 'Failed', 'By hand': 'Stopped', Overnight: 'Interrupted', 'quick look': 'Finished' };
  for (const [name, state] of Object.entries(states)) {
    expect(await row(name).getAttribute('title')).toContain(state);
    // a run that never came far has a dotted line
    const path = (await row(name).locator('svg').last().locator('path').getAttribute('d')) ?? '';
    expect(path.length > 20, name).toBe(state !== 'Failed');
  }
  expect(await row('quick look').getAttribute('title')).toMatch(
    /best perplexity 6\.\d+\nbest bits per character 0\.5\d+/,
  );
  expect(await row('quick look').locator('.val').textContent()).toMatch(/6\.\d\d$/);
  await view.open();
  await page.getByRole('group', { name: 'Best, shown as' }).getByRole('button', { name: 'bits/char' }).click();
  await view.close();
  expect(await row('quick look').locator('.val').textContent()).toMatch(/0\.5\d\d$/);
  await show(page, 'library', true);
});

test('search finds names, notes and tags, and says what it does not find', async () => {
  const { page } = tour;
  const search = page.getByRole('searchbox', { name: /^Search names/ });
  await page.keyboard.press('Control+k');
  await page.waitForFunction(() => document.activeElement?.matches('.search input'));
  await page.keyboard.type('thirty-two units');
  await expect.poll(names).toEqual(['Small grammar', expect.stringMatching(/^quick look/)]);
  await search.fill('中文');
  await expect.poll(texts).toEqual(['河边的故事']);
  await show(page, 'library-search');
  await search.fill('no such thing');
  await page.getByText('Nothing is called, noted or tagged “no such thing”.').waitFor();
  await search.fill('First try');
  await page.getByRole('button', { name: 'Show the archive (1)' }).click();
  await row('First try').waitFor();
  await search.press('Escape');
  expect(await search.inputValue()).toBe('');
});

test('sort, filter by tag, fold', async () => {
  const { page } = tour;
  await view.open();
  await page.getByLabel('Sort by').selectOption('name');
  await page.getByLabel('Show archived').uncheck();
  await show(page, 'library-view');
  await view.close();
  await expect
    .poll(texts)
    .toEqual(['Harbour tales', 'Log of the lighthouse', 'Small grammar', '河边的故事', 'Imported weights']);
  await view.open();
  await page.getByLabel('Sort by').selectOption('best');
  await view.close();
  const figures = (await page.locator('[role=treeitem][aria-level="2"] .val').allTextContents()).map((value) =>
    Number(/[\d.]+$/.exec(value)?.[0] ?? Infinity),
  );
  const harbour = figures.slice((await names()).indexOf('Harbour tales'));
  expect(harbour.length).toBeGreaterThan(3);
  await view.open();
  await page.getByLabel('Only with tag').selectOption('baseline');
  await view.close();
  await expect.poll(names).toEqual(['Small grammar', expect.stringMatching(/^quick look/)]);
  await page.getByRole('button', { name: 'Show all tags' }).click();
  await view.open();
  await page.getByLabel('Sort by').selectOption('newest');
  await view.close();

  await row('Harbour tales').focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(names).not.toContain('By hand');
  await page.keyboard.press('ArrowRight');
  await row('By hand').waitFor();
});

test('renamed in its place; notes and tags are kept', async () => {
  const { page, go, seeds } = tour;
  await row('By hand').focus();
  await page.keyboard.press('F2');
  await page.getByRole('textbox', { name: 'Name' }).fill('Guided');
  await page.keyboard.press('Enter');
  await row('Guided').waitFor();

  await go(`/text/${seeds.corpora.harbour}`);
  await page.getByRole('heading', { name: 'Harbour tales' }).waitFor();
  await page.getByRole('textbox', { name: 'Notes' }).fill('Subjects stand far from their verbs.');
  await page.getByText('saved').waitFor();
  await page.getByRole('combobox', { name: 'Add a tag' }).fill('english, made up,');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Remove the tag made up' }).waitFor();
  await page.getByRole('button', { name: 'Remove the tag english' }).click();
  await page.reload();
  await row('Guided').waitFor();
  expect(await page.getByRole('textbox', { name: 'Notes' }).inputValue()).toBe('Subjects stand far from their verbs.');
  await page.getByRole('button', { name: 'Remove the tag made up' }).waitFor();
  expect(await page.getByRole('button', { name: 'Remove the tag english' }).count()).toBe(0);
});

test('every action of a run in one menu; archived and taken back', async () => {
  const { page } = tour;
  await row('Guided').focus();
  await page.keyboard.press('Shift+F10');
  const menu = page.getByRole('menu', { name: 'Actions for Guided' });
  for (const action of ['Rename', 'Continue', 'Pick for Compare', 'New run from these', 'Archive', 'Delete'])
    await menu.getByRole('menuitem', { name: action }).first().waitFor();
  await show(page, 'library-menu');
  await menu.getByRole('menuitem', { name: 'Archive' }).click();
  await page.getByText('“Guided” is archived').waitFor();
  await expect.poll(names).not.toContain('Guided');
  await page.getByRole('button', { name: 'Undo' }).click();
  await row('Guided').waitFor();
});

test('deleted, taken back, restored from the trash, and gone for ever', async () => {
  const { page, go, ask, seeds } = tour;
  await row('Far too fast').focus();
  await page.keyboard.press('Delete');
  await page.getByText('“Far too fast” is in the trash').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await row('Far too fast').waitFor();

  await row('Far too fast').focus();
  await page.keyboard.press('Delete');
  await expect.poll(names).not.toContain('Far too fast');
  await page.getByText('“Far too fast” is in the trash').waitFor();
  await show(page, 'library-deleted');
  await dismissToasts(page);
  await go('/trash');
  await page.getByText('2 in it').waitFor();
  await page.getByText('with its runs: 1').waitFor();
  await show(page, 'trash', true);
  const entry = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Far too fast' });
  await entry.getByRole('button', { name: 'Restore' }).click();
  await row('Far too fast').waitFor();

  await page.getByRole('button', { name: 'Delete for ever…' }).click();
  const question = page.getByRole('alertdialog', { name: 'Delete “Old letters” and its runs (1) for ever?' });
  await show(page, 'trash-question');
  // what does no harm has the focus
  await page.keyboard.press('Enter');
  await question.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Empty trash…' }).click();
  await page.getByRole('button', { name: 'Empty trash', exact: true }).click();
  await page.getByText('The trash is empty.').waitFor();
  expect((await ask('corpora.list', {})).map(({ id }) => id)).not.toContain(seeds.corpora.trashed);
  await expect(ask('runs.get', { run: seeds.runs.trashed })).rejects.toThrow();
});
