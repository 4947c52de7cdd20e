/** Both doors with a window, opened the same way over a data folder. */
import type { Browser, Page } from 'playwright-core';
import { launchBrowserDoor, openPage } from './launch-browser-door.ts';
import { launchDesktop } from './launch-desktop.ts';

export interface OpenDoor {
  readonly page: Page;
  /** Answers the next question for files. */
  choose(path: string): Promise<void>;
  /** Ends the program in order. */
  close(): Promise<number | null>;
}
export type OpensDoor = (data: string, browser: Browser) => Promise<OpenDoor>;

async function openDesktop(data: string): Promise<OpenDoor> {
  const app = await launchDesktop(data);
  return {
    page: app.page,
    choose: (path) =>
      app.evaluate(({ dialog }, chosen) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
      }, path),
    close: () => app.quit(),
  };
}

async function openInBrowser(data: string, browser: Browser): Promise<OpenDoor> {
  const door = await launchBrowserDoor(data);
  const page = await openPage(browser, door.url);
  let chosen = '';
  // from the beginning: Chromium is told asynchronously that questions for files are answered here
  page.on('filechooser', (chooser) => void chooser.setFiles(chosen));
  return {
    page,
    choose(path) {
      chosen = path;
      return Promise.resolve();
    },
    async close() {
      await page.context().close();
      return door.stop();
    },
  };
}

export const DOORS: readonly (readonly [name: string, open: OpensDoor])[] = [
  ['desktop', openDesktop],
  ['browser', openInBrowser],
];
