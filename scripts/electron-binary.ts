/** Finds Electron's binary without importing the package, since an import would start a download. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const LONGEST_FETCH = 120_000; // milliseconds

/** As the package itself looks for it: in the folder of its own download, or in the one of the variable. */
export function electronBinary(root: string): string | null {
  const folder = join(root, 'node_modules', 'electron');
  const named = join(folder, 'path.txt');
  const name = existsSync(named) ? readFileSync(named, 'utf8') : null;
  const elsewhere = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (name === null && !elsewhere) return null;
  const binary = join(elsewhere || join(folder, 'dist'), name ?? 'electron');
  return existsSync(binary) ? binary : null;
}

/** Runs Electron's own installer, its output shown. Resolves when it is done, failed, took too long or got Ctrl-C. */
export async function fetchElectron(root: string): Promise<void> {
  const installer = spawn(process.execPath, [join(root, 'node_modules', 'electron', 'install.js')], {
    stdio: 'inherit',
    timeout: LONGEST_FETCH,
    killSignal: 'SIGKILL',
  });
  // Ctrl-C ends the installer, which sits in the same terminal, and not the start
  const stay = (): void => undefined;
  process.on('SIGINT', stay);
  await new Promise<void>((resolve) => {
    installer.once('error', () => resolve());
    installer.once('exit', () => resolve());
  });
  process.off('SIGINT', stay);
}
