/** The loss chart of the page that shows a run. */
import type { Page } from 'playwright-core';
import { goTo } from './settled.ts';

const chart = (page: Page) => page.getByLabel(/^Loss in nats per token/).first();

/** Loss of the training part as the chart tells it to a screen reader. Waits for the chart. */
export async function trainLoss(page: Page): Promise<number> {
  return Number(/Train now ([\d.]+)/.exec((await chart(page).getAttribute('aria-label')) ?? '')?.[1]);
}

/** Leaves the run and comes back to it: the chart of a run that stands still then appears with all of its rows. */
export async function openChartAgain(page: Page): Promise<void> {
  const run = await page.evaluate(() => location.hash);
  await goTo(page, '/import');
  await chart(page).waitFor({ state: 'detached' });
  await goTo(page, run.slice(1));
  await chart(page).waitFor();
}
