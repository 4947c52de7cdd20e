/** A screen as it stands: pictures for a person, axe's rules, other windows, and the other language. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { en } from '../../../src-renderer/i18n/en.ts';
import { zh } from '../../../src-renderer/i18n/zh.ts';
import { expectAccessible } from '../accessible.ts';
import { takePicture, takePictures, takeSizes } from '../screenshots.ts';

/** @param main shown in small and large windows too, and in Chinese */
export async function show(page: Page, screen: string, main = false): Promise<void> {
  await takePictures(page, 'tour', screen);
  await expectAccessible(page, screen);
  if (!main) return;
  await takeSizes(page, 'tour', screen);
  await setLanguage(page, '简体中文');
  try {
    await takePicture(page, 'tour', `${screen}-zh`);
    await expectNoEnglish(page, screen);
  } finally {
    await setLanguage(page, 'English');
  }
}

/** As a person does it, while the page stays as it is. */
export async function setLanguage(page: Page, language: 'English' | '简体中文'): Promise<void> {
  await page.keyboard.press('Control+,');
  await page.getByRole('button', { name: language, exact: true }).click();
  await page.keyboard.press('Control+,');
  await page.getByRole('button', { name: language, exact: true }).waitFor({ state: 'detached' });
}

/** Those that have not passed by themselves. */
export const dismissToasts = (page: Page): Promise<void> =>
  page
    .getByRole('button', { name: 'Dismiss' })
    .evaluateAll((all) => all.forEach((one) => (one as HTMLElement).click()));

type Words = { readonly [name: string]: unknown };
/** Plain words of the interface that Chinese says otherwise. */
function englishOnly(words: Words, others: Words): string[] {
  return Object.entries(words).flatMap(([name, value]) => {
    // words to look at, such as a sentence in a figure
    if (Array.isArray(value)) return [];
    const other = others[name];
    if (typeof value === 'string') return value !== other ? [value.trim()] : [];
    const nested = typeof value === 'object' && value !== null && typeof other === 'object' && other !== null;
    return nested ? englishOnly(value as Words, other as Words) : [];
  });
}
/** But for names that texts and data sets were given in English. */
const GIVEN = new Set<string>([en.firstStart.sampleName, ...Object.values(en.data.sets)]);
const ENGLISH = englishOnly(en, zh).filter((words) => !GIVEN.has(words));

/** Neither in sight nor for a screen reader. A person's own words may be in any language. */
export async function expectNoEnglish(page: Page, screen: string): Promise<void> {
  const found = await page.evaluate((english) => {
    const known = new Set(english);
    const words: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (!node.parentElement?.closest('script, style')) words.push(node.nodeValue ?? '');
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]'))
      for (const name of ['aria-label', 'title', 'placeholder']) words.push(element.getAttribute(name) ?? '');
    return words.map((word) => word.trim()).filter((word) => known.has(word));
  }, ENGLISH);
  expect(found, `${screen} in Chinese`).toEqual([]);
}

/** The file that comes of what is done. */
export async function saved(page: Page, act: () => Promise<void>): Promise<{ name: string; content: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  return { name: download.suggestedFilename(), content: readFileSync(await download.path()) };
}

/** Width and height of a PNG. @throws when it is none */
export function pngSize(content: Buffer): { width: number; height: number } {
  expect(content.subarray(0, 8)).toEqual(Buffer.from('89504e470d0a1a0a', 'hex'));
  return { width: content.readUInt32BE(16), height: content.readUInt32BE(20) };
}

export const clipboard = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
