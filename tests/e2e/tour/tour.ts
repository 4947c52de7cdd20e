/** A look at the screens of a seeded library: its own door, its own browser, a window of 1280 by 800. */
import type { Browser, Page } from 'playwright-core';
import type { Arguments, RequestName, Result } from '#shared/protocol/index.ts';
import { askDoor } from '../ask-door.ts';
import { type BrowserDoor, launchBrowserDoor, openBrowser } from '../launch-browser-door.ts';
import { PATIENCE } from '../patience.ts';
import { type Seeds, seededLibrary } from '../seeded-library.ts';
import { goTo, settled } from '../settled.ts';
import { removeFolder, temporaryFolder } from '../temporary-folders.ts';

export interface Tour {
  readonly browser: Browser;
  readonly door: BrowserDoor;
  readonly page: Page;
  readonly seeds: Seeds;
  readonly ask: <N extends RequestName>(name: N, args: Arguments<N>) => Promise<Result<N>>;
  /** Resolves when that page is shown. @param hash after the `#` of the address */
  go(hash: string): Promise<void>;
  end(): Promise<void>;
}

export const WINDOW = { width: 1280, height: 800 };

/** Resolves when it has settled. @param search such as `theme=dark&language=zh` */
export async function newWindow(browser: Browser, door: BrowserDoor, search = '', viewport = WINDOW): Promise<Page> {
  const context = await browser.newContext({
    viewport,
    locale: 'en-US',
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
    acceptDownloads: true,
  });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  await page.goto(search === '' ? door.url : `${door.url}&${search}`);
  await settled(page);
  return page;
}

export async function startTour(): Promise<Tour> {
  return open(seededLibrary());
}

/** Of a library without anything in it. */
export async function startEmptyTour(): Promise<Omit<Tour, 'seeds'>> {
  return open({ folder: temporaryFolder(), seeds: null });
}

async function open<S extends Seeds | null>({ folder, seeds }: { folder: string; seeds: S }) {
  const [browser, door] = await Promise.all([openBrowser(), launchBrowserDoor(folder)]);
  const page = await newWindow(browser, door);
  return {
    browser,
    door,
    page,
    seeds,
    ask: <N extends RequestName>(name: N, args: Arguments<N>) => askDoor(door, name, args),
    go: (hash: string) => goTo(page, hash),
    async end() {
      await browser.close();
      await door.stop();
      removeFolder(folder);
    },
  };
}
