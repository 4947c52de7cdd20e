/** Builds everything that `out/` holds: kernels, main, preload, renderer. `ensureBuilt` does so only when sources changed. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildKernels } from './build-kernels.ts';

const root = join(import.meta.dirname, '..');
const stamp = join(root, 'out', 'built');
const SOURCES = ['src-main', 'src-renderer', 'src-shared', 'resources', 'electron.vite.config.ts', 'package-lock.json'];

/** Latest modification under a path, in milliseconds. */
function newest(path: string): number {
  const info = statSync(path);
  if (!info.isDirectory()) return info.mtimeMs;
  return Math.max(info.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function isUpToDate(): boolean {
  if (!existsSync(stamp)) return false;
  const built = statSync(stamp).mtimeMs;
  return SOURCES.every((source) => newest(join(root, source)) <= built);
}

export async function build(): Promise<void> {
  const started = Date.now();
  await buildKernels();
  const vite = spawnSync(process.execPath, [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (vite.status !== 0) throw new Error(`The build failed:\n${vite.stdout}\n${vite.stderr}`);
  mkdirSync(join(root, 'out'), { recursive: true });
  writeFileSync(stamp, new Date(started).toISOString());
}

/** Builds when a source is newer than the last build. A packaged program has no sources: nothing to do there. */
export async function ensureBuilt(say: (line: string) => void): Promise<void> {
  if (isUpToDate()) return;
  say('Building Unfold (once after each change of its sources) …');
  await build();
}

if (process.argv[1] === import.meta.filename) await build();
