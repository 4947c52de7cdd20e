/** Pictures of every screen, light and dark, for a person to look at. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { root } from './launch-desktop.ts';

const SCHEMES = ['light', 'dark'] as const;

export async function takePictures(page: Page, door: string, screen: string): Promise<void> {
  const folder = join(root, 'test-results', 'screenshots', door);
  mkdirSync(folder, { recursive: true });
  // nothing is pointed at
  await page.mouse.move(0, 0);
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({
      path: join(folder, `${screen}-${colorScheme}.png`),
      caret: 'initial',
      animations: 'disabled',
    });
  }
  await page.emulateMedia({ colorScheme: null });
}
