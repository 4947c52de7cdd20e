/** The screens of a seeded library in the desktop's window: the built main process, preload and page. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { type DesktopApp, launchDesktop } from '../launch-desktop.ts';
import { takePictures } from '../screenshots.ts';
import { type Seeds, seededLibrary } from '../seeded-library.ts';
import { goTo, settled } from '../settled.ts';
import { removeFolder, temporaryFolder } from '../temporary-folders.ts';

export interface DesktopTour {
  readonly app: DesktopApp;
  readonly page: Page;
  readonly seeds: Seeds;
  /** Resolves when that page is shown. @param hash after the `#` of the address */
  go(hash: string): Promise<void>;
  /** Light and dark. */
  show(screen: string): Promise<void>;
  /** Answers the next questions for files. */
  choose(path: string): Promise<void>;
  /** What was saved under this name, once it is as it should be; the person takes the name that is offered. */
  saved(name: string, content: RegExp): Promise<Buffer>;
  end(): Promise<void>;
}

export async function startDesktopTour(): Promise<DesktopTour> {
  const [{ folder, seeds }, files] = [seededLibrary(), temporaryFolder()];
  const app = await launchDesktop(folder);
  const { page } = app;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await app.evaluate(({ dialog, session }, into) => {
    dialog.showSaveDialog = (...args: unknown[]) => {
      const { defaultPath } = args.at(-1) as { defaultPath: string };
      return Promise.resolve({ canceled: false, filePath: `${into}/${defaultPath.split(/[\\/]/).at(-1)}` });
    };
    session.defaultSession.on('will-download', (_event, item) => item.setSavePath(`${into}/${item.getFilename()}`));
  }, files);
  await settled(page);
  return {
    app,
    page,
    seeds,
    go: (hash) => goTo(page, hash),
    show: (screen) => takePictures(page, 'tour-desktop', screen),
    choose: (path) =>
      app.evaluate(({ dialog }, chosen) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
      }, path),
    async saved(name, content) {
      const path = join(files, name);
      await expect.poll(() => (existsSync(path) ? readFileSync(path, 'utf8') : '')).toMatch(content);
      return readFileSync(path);
    },
    async end() {
      expect(await app.quit()).toBe(0);
      for (const one of [folder, files]) removeFolder(one);
    },
  };
}
