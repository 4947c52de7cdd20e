/** The loss chart of the page that shows a run. */
import type { Page } from 'playwright-core';

/** Long enough for a machine that is busy with something else. Milliseconds. */
export const PATIENCE = 120_000;

const chart = (page: Page) => page.getByLabel(/^Loss in nats per token/).first();

/** Loss of the training part as the chart tells it to a screen reader. Waits for the chart. */
export async function trainLoss(page: Page): Promise<number> {
  return Number(/Train now ([\d.]+)/.exec((await chart(page).getAttribute('aria-label')) ?? '')?.[1]);
}

/** Leaves the run and comes back to it: the chart of a run that stands still then appears with all of its rows. */
export async function openChartAgain(page: Page): Promise<void> {
  const run = await page.evaluate(() => location.hash);
  await page.evaluate(() => void (location.hash = '#/import'));
  await chart(page).waitFor({ state: 'detached' });
  await page.evaluate((hash) => void (location.hash = hash), run);
  await chart(page).waitFor();
}
