/** Finds a Chromium for the tests. */
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const program = process.env['ProgramFiles'] ?? 'C:\\Program Files';
const program86 = process.env['ProgramFiles(x86)'] ?? 'C:\\Program Files (x86)';

const USUAL_PLACES: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/microsoft-edge',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    join(homedir(), 'Applications/Google Chrome.app/Contents/MacOS/Google Chrome'),
  ],
  win32: [
    join(program, 'Google\\Chrome\\Application\\chrome.exe'),
    join(program86, 'Google\\Chrome\\Application\\chrome.exe'),
    join(program86, 'Microsoft\\Edge\\Application\\msedge.exe'),
  ],
};

/**
 * `UNFOLD_CHROMIUM`, Playwright's own download, an installed Chromium, Chrome or Edge, or the headless one inside the
 * package @sparticuz/chromium (also with UNFOLD_CHROMIUM=packaged).
 *
 * @throws an error that says how to get one
 */
export async function findChromium(): Promise<string> {
  const chosen = process.env['UNFOLD_CHROMIUM'];
  if (chosen === 'packaged') return packagedChromium();
  if (chosen) return chosen;
  const installed = [chromium.executablePath(), ...(USUAL_PLACES[process.platform] ?? [])].find(existsSync);
  if (installed !== undefined) return installed;
  if (process.platform === 'linux' && process.arch === 'x64') return packagedChromium();
  throw new Error('No Chromium for the tests: install Chrome, or name a Chromium in UNFOLD_CHROMIUM.');
}

/** Unpacked once, beside the package instead of into the system's folder for temporary files. */
async function packagedChromium(): Promise<string> {
  const { default: packaged } = await import('@sparticuz/chromium');
  const folder = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'unfold-chromium');
  mkdirSync(folder, { recursive: true });
  const temporary = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    return await packaged.executablePath();
  } finally {
    if (temporary === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = temporary;
  }
}
