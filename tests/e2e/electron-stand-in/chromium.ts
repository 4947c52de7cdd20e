/** The Chromium that shows the windows. One for each start of the app; the test attaches to it over its debugging port. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { chromium } from 'playwright-core';
import { CHROMIUM_FLAGS } from '../chromium-flags.ts';

const profile = process.env['STAND_IN_PROFILE'] ?? '';
const executablePath = process.env['STAND_IN_CHROMIUM'] ?? '';
let context: Promise<BrowserContext> | undefined;

export function openChromium(): Promise<BrowserContext> {
  context ??= chromium.launchPersistentContext(profile, {
    executablePath,
    args: [...CHROMIUM_FLAGS, '--remote-debugging-port=0'],
    viewport: null,
    locale: 'en-US',
    timeout: 120_000,
  });
  return context;
}

export async function closeChromium(): Promise<void> {
  // it may be gone already, after a signal to the whole group
  await (await context)?.close().catch(() => undefined);
}

/** Chromium writes the port it chose into its profile. */
export async function debuggingPort(): Promise<number> {
  await openChromium();
  const [port] = (await readFile(join(profile, 'DevToolsActivePort'), 'utf8')).split('\n');
  return Number(port);
}
