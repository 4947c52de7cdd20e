/** When a window stands still, so that what a test does next is not overtaken by how it opened. */
import type { Page } from 'playwright-core';

/** Until the library was listed, the start has led on, and the page has its heading and what it shows. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('main h1') && !document.querySelector('main .skeleton'));
}

/** Resolves when that page is shown. @param hash after the `#` of the address */
export async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate(
    (to) =>
      new Promise<void>((resolve) => {
        if (location.hash === `#${to}`) return resolve();
        // called after the page's own listener
        addEventListener('hashchange', () => resolve(), { once: true });
        location.hash = to;
      }),
    hash,
  );
  await settled(page);
}
