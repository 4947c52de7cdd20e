/** A run while it trains: paused, continued, its rate changed on the fly, samples, notes, stopped. */
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_TRAINING_SETTINGS } from '#shared/training/settings.ts';
import { ENDLESS } from '../seeded-library.ts';
import { trainLoss } from '../loss-chart.ts';
import { show } from './show.ts';
import { startTour, type Tour } from './tour.ts';

let tour: Tour;
beforeAll(async () => void (tour = await startTour()));
afterAll(() => tour.end());

const state = (status: string): Locator =>
  tour.page.getByRole('status').filter({ hasText: new RegExp(`${status}, epoch [\\d,]+ of`) });

test('watched, paused, steered and stopped', async () => {
  const { page, go, ask, seeds } = tour;
  const settings = { ...DEFAULT_TRAINING_SETTINGS, ...ENDLESS, hidden: 32 };
  const { id } = await ask('runs.start', { corpus: seeds.corpora.harbour, name: 'Watched', settings });
  await go(`/run/${id}`);
  await state('Training').waitFor();
  await expect.poll(() => trainLoss(page)).toBeGreaterThan(0);
  const samples = page.getByRole('main').locator('aside ol > li');
  await expect.poll(() => samples.count()).toBeGreaterThan(3);
  await page.getByRole('link', { name: /^Watched Epoch/ }).waitFor();
  await page.getByRole('textbox', { name: 'Notes' }).fill('It learns.');
  await page.getByText('saved').waitFor();

  await page.getByRole('button', { name: 'Pause' }).click();
  await state('Paused').waitFor();
  await page.getByRole('group', { name: 'Unit' }).scrollIntoViewIfNeeded();
  await show(page, 'run-paused');
  await page.getByRole('button', { name: 'Continue' }).click();
  await state('Training').waitFor();
  await page.getByRole('button', { name: /Change the learning rate/ }).click();
  const form = page.getByRole('dialog', { name: 'Change the learning rate' });
  expect(await form.getByLabel('Learning rate').inputValue()).toBe('0.05');
  await form.getByRole('button', { name: 'Halve' }).click();
  expect(await form.getByLabel('Learning rate').inputValue()).toBe('0.025');
  await show(page, 'run-rate');
  await form.getByRole('button', { name: 'Change', exact: true }).click();
  await form.waitFor({ state: 'detached' });
  await page.getByText('rate set to 0.025').first().waitFor();
  await show(page, 'run-training');
  const events = await ask('runs.events', { run: id });
  expect(events.filter(({ kind }) => kind === 'rate-set')).toMatchObject([{ from: 0.05, to: 0.025 }]);

  await page.keyboard.press('Control+.');
  await state('Stopped').waitFor();
  expect((await ask('runs.get', { run: id })).notes).toBe('It learns.');
});
