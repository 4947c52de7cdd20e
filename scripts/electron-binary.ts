/** Finds Electron's binary without importing the package, since an import would start a download. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const LONGEST_FETCH = 120_000; // milliseconds

export function electronBinary(root: string): string | null {
  const folder = join(root, 'node_modules', 'electron');
  const named = join(folder, 'path.txt');
  if (!existsSync(named)) return null;
  const binary = join(process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist'), readFileSync(named, 'utf8'));
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
