/** A perceptron: a generated set, its network drawn while it learns, its decision, its equations, its answers. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultGeneratedSettings } from '#shared/datasets/generated/registry.ts';
import { generatedPreset } from '#shared/training/mlp/presets.ts';
import { learnMoons } from './learn-moons.ts';
import { show } from './show.ts';
import { startEmptyTour, type Tour } from './tour.ts';

let tour: Omit<Tour, 'seeds'>;
beforeAll(async () => void (tour = await startEmptyTour()));
afterAll(() => tour.end());

test('moons, from the first start: drawn, decided, explained and predicted', async () => {
  const { page } = tour;
  await page.getByRole('link', { name: 'A generated data set' }).click();
  await learnMoons(page, (screen) => show(page, screen, screen === 'perceptron'));
});

test('XOR step by step: held, one batch at a time, then on to its end', async () => {
  const { page, go, ask } = tour;
  const source = { kind: 'generated', settings: defaultGeneratedSettings('xor') } as const;
  const { id: dataSet } = await ask('datasets.import', { importId: 'xor', name: 'XOR', source });
  const settings = generatedPreset('xor');
  const { id: run } = await ask('perceptrons.start', { dataSet, name: 'Slowly', settings, stepsPerSecond: 2 });
  const now = () => ask('runs.get', { run });
  await go(`/run/${run}`);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect.poll(async () => (await now()).status).toBe('paused');
  const { step } = (await now()).progress;
  await page.getByRole('button', { name: 'One step', exact: true }).click();
  await expect.poll(async () => (await now()).progress.step).toBe(step + 1);
  await expect.poll(async () => (await now()).status).toBe('paused');
  await ask('perceptrons.setPace', { run, stepsPerSecond: null });
  await page.getByRole('button', { name: 'Play' }).click();
  await expect.poll(async () => (await now()).status).toBe('completed');
  await go('/trash');
  await go(`/run/${run}`);
  await page.getByRole('heading', { name: 'Decision' }).waitFor();
  await show(page, 'perceptron-xor');
});
