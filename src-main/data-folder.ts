/** Where Unfold keeps its database, uploads, sessions and logs: the same folder for every door. */
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  readonly home: string;
}

/** `--data DIR`, else `UNFOLD_DATA`, else the platform's folder for application data. Always absolute. */
export function dataFolder(
  argument?: string,
  { env, platform, home }: Surroundings = { env: process.env, platform: process.platform, home: homedir() },
): string {
  const chosen = argument ?? env['UNFOLD_DATA'];
  if (chosen) return resolve(chosen);
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'Unfold');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Unfold');
  // the XDG base directory specification: relative paths are to be ignored
  const xdg = env['XDG_DATA_HOME'];
  return join(xdg && isAbsolute(xdg) ? xdg : join(home, '.local', 'share'), 'unfold');
}
