/** What the command line asks of the desktop: a data folder, and files to open. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface DesktopArguments {
  readonly data: string | undefined;
  /** Absolute. */
  readonly files: readonly string[];
}

export interface Surroundings {
  /** Where relative paths begin. */
  readonly folder: string;
  /** The program's own folder, which stands in the line when Electron was started with it; null in a package. */
  readonly appPath: string | null;
}

/** @param argv as of `process`, the executable first; Chromium's own switches may stand in it too */
export function readArguments(argv: readonly string[], { folder, appPath }: Surroundings): DesktopArguments {
  const { values, positionals } = parseArgs({
    args: argv.slice(1),
    options: { data: { type: 'string' } },
    allowPositionals: true,
    strict: false,
  });
  const paths = positionals.filter((text) => text !== '').map((text) => resolve(folder, text));
  return {
    data: typeof values['data'] === 'string' ? values['data'] : undefined,
    files: paths.filter((path, index) => !(index === 0 && appPath !== null && path === resolve(appPath))),
  };
}
