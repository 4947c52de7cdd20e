/** From a generated set to a perceptron that tells its classes apart, as a person does it. */
import type { Page } from 'playwright-core';
import { LONG_PATIENCE } from '../patience.ts';

/** @param show called with the name of each screen. The window shows the page for a generated set. */
export async function learnMoons(page: Page, show: (screen: string) => Promise<void>): Promise<void> {
  await page.getByRole('radio', { name: /^Moons/ }).check();
  await page.getByRole('img', { name: /examples drawn/ }).waitFor();
  await show('data-generated');
  await page.getByRole('button', { name: 'Add to library' }).click();
  await page.getByRole('heading', { name: 'Moons', level: 1 }).waitFor();
  await show('data-set');
  await page.getByRole('link', { name: 'New run' }).click();
  await page.getByText('2–8–1').first().waitFor();
  await show('new-perceptron');
  await page.getByRole('button', { name: 'Start training' }).click();
  for (const heading of ['Network', 'Decision', /^The four equations/])
    await page.getByRole('heading', { name: heading }).first().waitFor();
  await page.getByText(/^Finished in/).waitFor({ timeout: LONG_PATIENCE });
  await page.getByText(/^(9[5-9]|100)\.\d% right/).waitFor();
  for (const equation of ['BP1', 'BP2', 'BP3', 'BP4'])
    await page.getByText(equation, { exact: true }).first().waitFor();
  await show('perceptron');
  for (const tab of ['Predict', 'Data']) {
    await page.getByRole('link', { name: tab, exact: true }).click();
    await show(`perceptron-${tab.toLowerCase()}`);
  }
}
