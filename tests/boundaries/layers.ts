/**
 * Which part of the program may import which: DESIGN's order, once. Lint and the boundary tests both read it.
 *
 *     text -> datasets -> kernels -> model -> training -> sampling, interchange -> protocol -> store -> engine -> doors
 *
 * A part may import those to its left, never the reverse; the window's page imports the pure core only.
 */
import { dirname, posix, relative, sep } from 'node:path';

const CORE = ['text', 'datasets', 'kernels', 'model', 'training'].map((name) => `src-shared/${name}`);
const CORE_AND_FILES = [...CORE, 'src-shared/sampling', 'src-shared/interchange'];
const SHARED = [...CORE_AND_FILES, 'src-shared/protocol', 'src-shared'];
/** Single files beside the folders: what all doors share. */
const DOORS_FILES = 'src-main';

/** For each part, what it may import besides itself. A part is a folder; `src-shared` stands for the files in it. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'src-shared': [],
  ...Object.fromEntries(CORE.map((part, i) => [part, ['src-shared', ...CORE.slice(0, i)]])),
  'src-shared/sampling': ['src-shared', ...CORE],
  'src-shared/interchange': ['src-shared', ...CORE],
  'src-shared/protocol': ['src-shared', ...CORE_AND_FILES],
  'src-main/store': SHARED,
  'src-main/engine': [...SHARED, 'src-main/store'],
  'src-main/preload': ['src-shared/protocol'],
  'src-main/desktop': ['src-shared/protocol', 'src-main/engine', 'src-main/preload', DOORS_FILES],
  'src-main/serve': ['src-shared/protocol', 'src-main/engine', DOORS_FILES],
  'src-main/cli': [...SHARED, 'src-main/engine', 'src-main/serve', DOORS_FILES],
  'src-main': [],
  'src-renderer': SHARED,
};

/** Packages and Node's own modules: who may use them. Parts that are not named here use what they like. */
const PACKAGES: Readonly<Record<string, readonly RegExp[]>> = {
  'src-shared': [/^valibot$/, /^fflate$/],
  'src-renderer': [/^svelte(\/|$)/, /^chart\.js(\/|$)/],
  'src-main/store': [/^node:/, /^better-sqlite3$/, /^valibot$/],
  // the adapter to Electron's utility process takes its types, and nothing else of Electron
  'src-main/engine': [/^node:/, /^valibot$/, /^papaparse$/, /^electron$/],
  'src-main/preload': [/^electron$/],
  'src-main/desktop': [/^node:/, /^valibot$/, /^electron$/],
  'src-main/serve': [/^node:/, /^ws$/],
  'src-main/cli': [/^node:/, /^valibot$/],
};

/** `src-shared/text` of `src-shared/text/tokens/word.ts`; undefined outside the program's sources. */
export function partOf(file: string): string | undefined {
  const [top = '', ...rest] = file.split('/');
  if (top === 'src-renderer') return top;
  if (top !== 'src-shared' && top !== 'src-main') return undefined;
  const [folder] = rest;
  return rest.length > 1 && folder !== undefined ? `${top}/${folder}` : top;
}

const packagesOf = (part: string): readonly RegExp[] =>
  PACKAGES[part] ?? PACKAGES[part.split('/')[0] ?? ''] ?? [/^node:/];

/**
 * Why a file may not import what it names, or null when it may.
 * @param file relative to the repository, with `/`
 */
export function objection(file: string, specifier: string): string | null {
  const part = partOf(file);
  if (part === undefined) return null;
  const target = specifier.startsWith('#shared/')
    ? specifier.replace('#shared/', 'src-shared/')
    : specifier.startsWith('.')
      ? posix.normalize(posix.join(posix.dirname(file), specifier))
      : null;
  if (target === null)
    return packagesOf(part).some((allowed) => allowed.test(specifier)) ? null : `${part} may not use "${specifier}".`;
  // built from package.json at compile time
  if (target === 'package.json') return null;
  const imported = partOf(target);
  if (imported === part) return null;
  if (imported !== undefined && (MAY_IMPORT[part] ?? []).includes(imported)) return null;
  return `${part} may not import ${imported ?? target}: see the order in tests/boundaries/layers.ts.`;
}

/** A file's path as `objection` takes it. */
export const repositoryPath = (root: string, file: string): string => relative(root, file).split(sep).join('/');

export const root = dirname(dirname(import.meta.dirname));
