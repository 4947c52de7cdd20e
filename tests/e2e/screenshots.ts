/** Pictures of every screen for a person to look at: light and dark, in large and small windows. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { root } from './launch-desktop.ts';

const SCHEMES = ['light', 'dark'] as const;
const SIZES = { 1920: { width: 1920, height: 1080 }, 900: { width: 900, height: 600 } } as const;
/** A window of 1280 by 800 at 200 %, in its own pixels. */
const ENLARGED = { width: 640, height: 400 };

export async function takePicture(page: Page, door: string, name: string): Promise<void> {
  const folder = join(root, 'test-results', 'screenshots', door);
  mkdirSync(folder, { recursive: true });
  await drawn(page);
  // a ring on the heading says where a screen reader begins, after a way by keyboard
  await page.evaluate(
    () => void (document.activeElement?.matches('h1') && (document.activeElement as HTMLElement).blur()),
  );
  await page.screenshot({ path: join(folder, `${name}.png`), caret: 'initial', animations: 'disabled' });
}

/** Charts follow the theme and the window a frame later. */
const drawn = (page: Page): Promise<void> =>
  page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))));

/** Nothing is pointed at, unless `pointing`. */
export async function takePictures(page: Page, door: string, screen: string, pointing = false): Promise<void> {
  if (!pointing) await page.mouse.move(0, 0);
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme });
    await takePicture(page, door, `${screen}-${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: null });
}

/** In a large and a small window, and enlarged to 200 %, where nothing may be beyond the window's side. */
export async function takeSizes(page: Page, door: string, screen: string): Promise<void> {
  const before = page.viewportSize();
  await page.mouse.move(0, 0);
  for (const [name, size] of Object.entries(SIZES)) {
    await page.setViewportSize(size);
    await takePicture(page, door, `${screen}-${name}`);
    await expectNoSidewaysScrolling(page, `${screen} at ${name}`);
  }
  await page.setViewportSize(ENLARGED);
  await takePicture(page, door, `${screen}-200%`);
  await expectNoSidewaysScrolling(page, `${screen} at 200 %`);
  if (before) await page.setViewportSize(before);
}

/** What is wider than its place is told by its selector. */
async function expectNoSidewaysScrolling(page: Page, screen: string): Promise<void> {
  const wide = await page.evaluate(() => {
    const places = [document.documentElement, ...document.querySelectorAll<HTMLElement>('main, main > .page')];
    return places
      .filter((place) => place.scrollWidth > place.clientWidth)
      .map((place) => `${place.tagName}.${place.className}: ${place.scrollWidth} > ${place.clientWidth}`);
  });
  expect(wide, screen).toEqual([]);
}
