/** A new run: presets, every hyper-parameter explained, what it costs and has to beat, a queue. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OPTIONS } from '../../../src-renderer/pages/new-run/options.ts';
import { ENDLESS } from '../seeded-library.ts';
import { applies, DEFAULT_TRAINING_SETTINGS, type TrainingSettings } from '#shared/training/settings.ts';
import { clipboard, show } from './show.ts';
import { startTour, type Tour } from './tour.ts';

let tour: Tour;
beforeAll(async () => void (tour = await startTour()));
afterAll(() => tour.end());

test('everything is explained, and its cost is known before the start', async () => {
  const { page, go, seeds } = tour;
  await go(`/text/${seeds.corpora.grammar}/run`);
  /** Every option that the architecture has. */
  const expectExplained = async (settings: TrainingSettings): Promise<void> => {
    for (const { key } of OPTIONS.filter((option) => applies(option.key, settings))) {
      const hint = await page.locator(`[id="${key}-hint"]`).textContent();
      expect(hint?.length, key).toBeGreaterThan(15);
      expect(await page.locator(`[id="${key}"]`).getAttribute('aria-describedby'), key).toBe(`${key}-hint`);
    }
  };
  await expectExplained(DEFAULT_TRAINING_SETTINGS);
  await page.locator('#architecture').selectOption('window');
  await expectExplained({ ...DEFAULT_TRAINING_SETTINGS, architecture: 'window' });
  await page.locator('#architecture').selectOption('recurrent');
  const cost = page.getByRole('region', { name: 'Before you start' });
  await cost.getByText('measured on this machine').waitFor();
  for (const row of ['Parameters', 'Memory', 'Checkpoint', 'Speed', 'One epoch']) await cost.getByText(row).waitFor();
  for (const rival of ['unigram', 'bigram', 'trigram', 'best run here', 'entropy'])
    await page.getByText(rival, { exact: true }).waitFor();
  await show(page, 'new-run', true);
});

test('presets by arrow keys; what was changed says what it was, and comes along as a command', async () => {
  const { page } = tour;
  const hidden = page.locator('#hidden');
  const parameters = page.getByRole('region', { name: 'Before you start' }).locator('dd').first();
  const before = await parameters.textContent();
  await page.getByRole('radio', { name: /^Recommended/ }).focus();
  await page.keyboard.press('ArrowRight');
  expect(await page.getByRole('radio', { name: /^Quick look/ }).getAttribute('aria-checked')).toBe('true');
  expect(await hidden.inputValue()).toBe('32');
  await expect.poll(() => parameters.textContent()).not.toBe(before);
  await hidden.fill('48');
  await page.getByText('was 32').first().waitFor();
  await page.locator('#learningRate').fill('-1');
  await page.getByText('A number above 0.').waitFor();
  expect(await page.getByRole('button', { name: 'Start training' }).isDisabled()).toBe(true);
  await show(page, 'new-run-changed');
  await page.locator('#learningRate').fill('0.2');
  await page.getByRole('button', { name: 'Copy as command' }).click();
  await expect.poll(() => clipboard(page)).toMatch(/^unfold train .*--hidden 48 .*--learning-rate 0.2 /);
  await page.getByRole('button', { name: 'Reset' }).click();
  expect(await hidden.inputValue()).toBe('32');
});

test('while one trains, the next waits in line', async () => {
  const { page, ask, seeds } = tour;
  const settings = { ...DEFAULT_TRAINING_SETTINGS, ...ENDLESS, hidden: 8 };
  const first = await ask('runs.start', { corpus: seeds.corpora.grammar, name: 'The first', settings });
  await page.getByText('this one starts after “The first”').waitFor();
  await page.getByRole('textbox', { name: 'Name' }).fill('The second');
  await page.getByRole('button', { name: 'Add to queue' }).click();
  await page.getByRole('status').filter({ hasText: 'Queued, epoch' }).waitFor();
  await page.getByText('Waiting for “The first”.').waitFor();
  await page.getByText('1 queued').waitFor();
  await show(page, 'run-queued');
  await ask('runs.stop', { run: first.id });
  await page
    .getByRole('status')
    .filter({ hasText: /Finished(?: early)?, epoch|Training, epoch/ })
    .waitFor();
});
