/** Finds the file of the built page that a URL names. Only files inside the renderer's folder are ever served. */
import { realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

export interface RendererFile {
  readonly path: string;
  readonly contentType: string;
}

/** @param urlPath the path of the URL as it arrived, percent signs included; null when there is no such file to serve */
export async function findRendererFile(folder: string, urlPath: string): Promise<RendererFile | null> {
  const wanted = urlPath === '/' ? '/index.html' : urlPath;
  const contentType = CONTENT_TYPES[extname(wanted).toLowerCase()];
  if (contentType === undefined) return null;
  try {
    const root = await realpath(folder);
    // realpath resolves `..` and symbolic links, so what it names is what would be read
    const path = await realpath(join(root, decodeURIComponent(wanted)));
    return path.startsWith(root + sep) && (await stat(path)).isFile() ? { path, contentType } : null;
  } catch (error) {
    if (isMissing(error) || error instanceof URIError) return null;
    throw error;
  }
}

/** Paths that cannot exist: none there, a file used as a folder, a zero byte, a name too long. */
const MISSING = ['ENOENT', 'ENOTDIR', 'ERR_INVALID_ARG_VALUE', 'ENAMETOOLONG', 'EINVAL'];
const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && MISSING.includes(String(error.code));
