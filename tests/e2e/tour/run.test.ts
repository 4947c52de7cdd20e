/** A run that stands still: figures, charts read and zoomed, its table, its samples, its settings. */
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clipboard, pngSize, saved, show } from './show.ts';
import { startTour, type Tour } from './tour.ts';

let tour: Tour;
beforeAll(async () => void (tour = await startTour()));
afterAll(() => tour.end());

const chart = (unit = 'nats per token'): Locator => tour.page.getByRole('group', { name: `Loss in ${unit}.` });
const status = (words: string | RegExp): Locator => tour.page.getByRole('status').filter({ hasText: words });

test('is it any good: figures beside what they have to beat, curves, samples while it learned', async () => {
  const { page, go, seeds } = tour;
  await go(`/run/${seeds.runs.harbour}`);
  await status('Finished, epoch 24 of 24').waitFor();
  await page.getByText(/Best validation perplexity [\d.]+ at epoch \d+\. [\d.]+ below trigram\./).waitFor();
  for (const name of ['Train', 'Validation', 'Perplexity', 'Bits per character', 'Speed', 'Elapsed', 'Left'])
    await page.locator('dl.figures').getByText(name, { exact: true }).waitFor();
  // the loss, the rate, the norms, the speed
  await expect.poll(() => page.locator('main .plot canvas').count()).toBe(4);
  for (const word of [
    /^unigram 3\.\d+$/,
    /^bigram 1\.\d+$/,
    /^trigram 1\.\d+$/,
    /^train 1\.\d+$/,
    /^validation 1\.\d+/,
  ])
    await chart().getByText(word).waitFor();
  const samples = page.getByRole('main').locator('aside ol > li');
  await expect.poll(() => samples.count()).toBe(25);
  expect(await samples.last().textContent()).toContain('before training');
  await show(page, 'run', true);

  await page.getByRole('button', { name: 'Show the evaluations as figures' }).click();
  await expect.poll(() => samples.count()).toBe(25 + 1);
  expect(await samples.first().textContent()).toMatch(/^\s*test\s*4\.\d+/);
  await show(page, 'run-evaluations');
  await page.getByRole('button', { name: 'Show the samples' }).click();
});

test('the chart in every unit, along every axis, from near, logarithmic, smoothed, as a table', async () => {
  const { page } = tour;
  await page.getByRole('button', { name: 'perplexity', exact: true }).click();
  await chart('perplexity')
    .getByText(/^trigram 5\.\d+$/)
    .waitFor();
  await page.getByRole('button', { name: 'bits/char', exact: true }).click();
  await chart('bits per character')
    .getByText(/^trigram 0\.5\d+$/)
    .waitFor();
  await page.getByRole('button', { name: 'nats', exact: true }).click();
  for (const [axis, unit] of [
    ['tokens', 'tokens'],
    ['time', 'training time'],
    ['epochs', 'epoch'],
  ] as const) {
    await page.getByRole('group', { name: 'Horizontal axis' }).getByRole('button', { name: axis }).click();
    await chart().getByText(unit, { exact: true }).waitFor();
  }

  const whole = chart().getByRole('button', { name: 'Whole run' });
  await chart().focus();
  await page.keyboard.press('+');
  await whole.waitFor();
  await page.keyboard.press('0');
  await whole.waitFor({ state: 'detached' });
  await chart().locator('.area').hover();
  await page.mouse.wheel(0, -200);
  await whole.waitFor();
  await page.keyboard.press('ArrowLeft');
  const reading = chart().getByRole('table');
  for (const row of ['train', 'train, raw', 'validation', 'trigram'])
    await reading.getByRole('row', { name: new RegExp(`^${row} [\\d.]+`) }).waitFor();
  await show(page, 'run-zoomed');
  await whole.click();

  await page.keyboard.press('l');
  expect(await page.getByRole('button', { name: 'Logarithmic vertical axis' }).getAttribute('aria-pressed')).toBe(
    'true',
  );
  await page.getByRole('button', { name: 'Logarithmic horizontal axis' }).click();
  await show(page, 'run-logarithmic');
  await page.keyboard.press('l');
  await page.getByRole('button', { name: 'Logarithmic horizontal axis' }).click();
  const smoothing = page.getByRole('slider', { name: 'Smoothing' });
  const curve = (): Promise<Buffer> => chart().locator('canvas').screenshot();
  await smoothing.fill('1');
  const smooth = await curve();
  await smoothing.press('s');
  expect(await smoothing.getAttribute('aria-valuetext')).toBe('0.00');
  await expect.poll(async () => (await curve()).equals(smooth)).toBe(false);

  await page.getByRole('heading', { name: 'Learning rate' }).click();
  await page.keyboard.press('t');
  const table = page.getByRole('table', { name: /^Loss in nats per token/ });
  for (const head of ['Epoch', 'Step', 'Tokens', 'Time', 'Train', 'Validation', 'Rate', 'Norm of Wrec'])
    await table.getByRole('columnheader', { name: head }).first().waitFor();
  expect(await table.getByRole('row').count()).toBeGreaterThan(25);
  await show(page, 'run-table');
  await page.getByRole('button', { name: 'Show as chart' }).click();
});

test('saved as a picture and as figures; exported; its settings copied as a command', async () => {
  const { page } = tour;
  const save = async (item: string) => {
    await page.getByRole('button', { name: /^Save chart or data/ }).click();
    return page.getByRole('menuitem', { name: item }).click();
  };
  const picture = await saved(page, () => save('Picture (PNG)'));
  expect(picture.name).toBe('64 units, rate 0.01, linear rate, 24 epochs.png');
  expect(pngSize(picture.content).width).toBeGreaterThan(500);
  const figures = await saved(page, () => save('Drawn figures (CSV)'));
  const [head, ...lines] = figures.content.toString().trim().split('\n');
  expect(head).toMatch(/epoch,step,tokens,seconds,train_smoothed_nats,.*validation_nats,learning_rate/);
  expect(lines.length).toBeGreaterThan(25);

  for (const [item, type, start] of [
    ['Export weights (safetensors)…', 'safetensors', ''],
    ['Export figures (CSV)…', 'csv', 'epoch,step,'],
    ['Export everything (JSON)…', 'json', '{'],
  ] as const) {
    await page.getByRole('main').getByRole('button', { name: 'More', exact: true }).click();
    const file = await saved(page, () => page.getByRole('menuitem', { name: item }).click());
    expect(file.name).toBe(`64 units, rate 0.01, linear rate, 24 epochs.${type}`);
    expect(file.content.toString('utf8').startsWith(start)).toBe(true);
  }
  await page.getByRole('button', { name: 'Copy as command' }).click();
  await expect.poll(() => clipboard(page)).toMatch(/^unfold train .*--hidden 64 .*--schedule linear .*--epochs 24/);
  await page.getByRole('button', { name: 'Copy settings' }).click();
  await expect.poll(() => clipboard(page)).toContain('Hidden units H\t64');
});

test('a rate that was changed by hand stands in the chart', async () => {
  const { page, go, seeds } = tour;
  await go(`/run/${seeds.runs.steered}`);
  await status(/^\s*Stopped, epoch/).waitFor();
  await chart().getByText('rate set to 0.01').waitFor();
  await page.getByText('The rate was changed by hand on the way').waitFor();
  await show(page, 'run-steered');
});

test('a run that failed or was cut off says what happened and what to do', async () => {
  const { page, go, seeds } = tour;
  await go(`/run/${seeds.runs.failed}`);
  await page.getByText('Stopped by itself.').waitFor();
  await page.getByRole('button', { name: /^New run at .*, clipped$/ }).waitFor();
  await show(page, 'run-failed');
  await go(`/run/${seeds.runs.interrupted}`);
  await page.getByText('The program ended before the run did.').waitFor();
  await show(page, 'run-interrupted');
});

test('imported weights say what they are, and can be written with', async () => {
  const { page, go, seeds } = tour;
  await go(`/run/${seeds.runs.imported}`);
  await page.getByText('These weights were trained elsewhere').waitFor();
  await show(page, 'run-imported');
  await page.getByRole('link', { name: 'Sample from it' }).click();
  await page
    .getByRole('button', { name: /^Take “/ })
    .first()
    .waitFor();
});

test('more epochs of a finished run', async () => {
  const { page, go, seeds } = tour;
  await go(`/run/${seeds.runs.narrow}`);
  await page.getByRole('button', { name: 'More epochs…' }).click();
  const form = page.getByRole('dialog', { name: 'Continue for more epochs' });
  await form.getByLabel('Epochs in all').fill('4');
  await form.getByText('A whole number from 5 to 100,000.').waitFor();
  await form.getByLabel('Epochs in all').fill('5');
  await show(page, 'run-more-epochs');
  await form.getByRole('button', { name: 'Continue' }).click();
  await status('Finished, epoch 5 of 5').waitFor();
  await chart().getByText('given 5 epochs in all').waitFor();
});
