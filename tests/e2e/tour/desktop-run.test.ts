/** The desktop's window: a new run, the queue, a run while it trains, writing and reading with it, a comparison. */
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { trainLoss } from '../loss-chart.ts';
import { LONG_PATIENCE } from '../patience.ts';
import { type DesktopTour, startDesktopTour } from './desktop-tour.ts';
import { learnMoons } from './learn-moons.ts';
import { pngSize } from './show.ts';

let tour: DesktopTour;
beforeAll(async () => void (tour = await startDesktopTour()));
afterAll(() => tour.end());

const button = (name: string): Locator => tour.page.getByRole('button', { name, exact: true });
/** The run's state beside its title, once it is this one. */
const state = (status: string): Promise<void> =>
  tour.page
    .getByRole('status')
    .filter({ hasText: new RegExp(`(${status}), epoch [\\d,]+ of`) })
    .waitFor();

test('a new run says what it costs; the next one waits in line', async () => {
  const { page, go, show, seeds } = tour;
  const addRun = async (name: string): Promise<void> => {
    await go(`/text/${seeds.corpora.harbour}/run`);
    // without an early end
    await page.getByRole('radio', { name: /^Plain SGD/ }).click();
    await page.locator('#epochs').fill('100000');
    await page.getByRole('textbox', { name: 'Name' }).fill(name);
  };
  await addRun('The first');
  const cost = page.getByRole('region', { name: 'Before you start' });
  await cost.getByText('measured on this machine').waitFor({ timeout: LONG_PATIENCE });
  await page.getByText('trigram', { exact: true }).waitFor();
  await show('new-run');
  await button('Start training').click();
  await state('Training');
  await addRun('The second');
  await page.getByText('this one starts after “The first”').waitFor();
  await button('Add to queue').click();
  await state('Queued');
  await page.getByText('Waiting for “The first”.').waitFor();
  await show('run-queued');
});

test('a run while it trains: its curve, another rate, the end; the next in line begins, pauses, goes on', async () => {
  const { page, show } = tour;
  await page.getByRole('treeitem').filter({ hasText: 'The first' }).click();
  await state('Training');
  await expect.poll(() => trainLoss(page)).toBeGreaterThan(0);
  const first = await trainLoss(page);
  await expect.poll(() => trainLoss(page)).not.toBe(first);
  await page.getByRole('main').locator('aside ol > li').nth(2).waitFor({ timeout: LONG_PATIENCE });
  await show('run-training');
  await page.getByRole('button', { name: /Change the learning rate/ }).click();
  const form = page.getByRole('dialog', { name: 'Change the learning rate' });
  await form.getByRole('button', { name: 'Halve' }).click();
  await show('run-rate');
  await form.getByRole('button', { name: 'Change', exact: true }).click();
  await page
    .getByText(/rate set to/)
    .first()
    .waitFor();
  await button('Stop').click();
  await state('Stopped');
  await show('run-stopped');

  await page.getByRole('treeitem').filter({ hasText: 'The second' }).click();
  await state('Training');
  await button('Pause').click();
  await state('Paused');
  await show('run-paused');
  await button('Continue').click();
  await state('Training');
  await button('Stop').click();
  await state('Stopped');
});

test('an interrupted run goes on', async () => {
  const { page, go, show, seeds } = tour;
  await go(`/run/${seeds.runs.interrupted}`);
  await page.getByText('The program ended before the run did.').waitFor();
  await show('run-interrupted');
  await page.getByRole('main').getByRole('button', { name: 'Continue', exact: true }).first().click();
  await state('Training');
  await button('Stop').click();
  await state('Stopped');
});

test('samples from a prompt, and a text token by token', async () => {
  const { page, go, show, seeds } = tour;
  await go(`/run/${seeds.runs.harbour}/sample`);
  await page.getByLabel('Prompt').fill('The captain');
  await page.getByText('after “The captain”').waitFor();
  await button('Write').click();
  const written = page.locator('.sample .written');
  await expect.poll(() => written.count()).toBe(3);
  for (const text of await written.allTextContents()) expect(text).toMatch(/^\s*The captain .+\./s);
  await show('sample');
  await page.getByLabel('Text to score').fill('The captain watches the harbour at dusk.\nThe the zebra of.');
  const tokens = page.getByRole('listbox', { name: /^The text, token by token/ }).getByRole('option');
  await expect.poll(() => tokens.count()).toBeGreaterThan(12);
  await page.locator('.columns.score').evaluate((element) => element.scrollIntoView());
  await show('sample-score');
});

test('runs side by side: curves, samples, and all of it as files', async () => {
  const { page, go, show, saved } = tour;
  await go('/compare');
  await page.getByRole('button', { name: /^\d+ more$/ }).click();
  for (const name of [/^Compare quick look/, /^Compare 12 units/, /^Compare 48 units/])
    await page.getByRole('checkbox', { name }).check();
  const chart = page.getByRole('group', { name: /It can be read by the arrow keys/ });
  await expect.poll(() => chart.getAttribute('aria-label')).toContain('of 3 runs');
  await button('Write with each').click();
  await expect.poll(() => page.getByRole('article').locator('p.text').count()).toBe(3);
  await show('compare');
  const save = async (item: string, name: string, content: RegExp): Promise<Buffer> => {
    await button('Export').click();
    await page.getByRole('menuitem', { name: item }).click();
    return saved(name, content);
  };
  const picture = await save('Chart (PNG)', 'unfold-compare.png', /./);
  expect(pngSize(picture).width).toBeGreaterThan(400);
  await save('Curves (CSV)', 'unfold-compare.csv', /^.?run,name,text,split,epoch/);
  await save('Runs, figures and samples (JSON)', 'unfold-compare.json', /\}\s*$/);
});

test('a finished run: its figures and curves, exported through the dialog', async () => {
  const { page, go, show, saved, seeds } = tour;
  await go(`/run/${seeds.runs.harbour}`);
  await state('Finished');
  await expect.poll(() => page.locator('main .plot canvas').count()).toBe(4);
  await show('run');
  const more = page.getByRole('main').getByRole('button', { name: 'More', exact: true });
  for (const [item, type, content] of [
    ['Export weights (safetensors)…', 'safetensors', /"W_rec"/],
    ['Export figures (CSV)…', 'csv', /^epoch,step,/],
  ] as const) {
    await more.click();
    await page.getByRole('menuitem', { name: item }).click();
    await saved(`64 units, rate 0.01, linear rate, 24 epochs.${type}`, content);
  }
});

test('a perceptron on a generated set', async () => {
  const { page, go, show } = tour;
  await go('/import-data/generated');
  await learnMoons(page, show);
});
