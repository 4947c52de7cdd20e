/** `GET /runs/ID/export?format=…&weights=…`: a run's weights or figures as a file for the browser to save. */
import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { EXPORT_FORMATS, exportFileName, UnfoldError } from '#shared/protocol/index.ts';
import type { LocalEngine } from '../engine/contract.ts';
import { headers } from './answers.ts';

/** The id in the path of a download; null: it is another path. */
export function runOfDownload(path: string): number | null {
  const [, id] = /^\/runs\/(\d{1,15})\/export$/.exec(path) ?? [];
  return id === undefined ? null : Number(id);
}

/** @param folder for the file while it is sent @throws UnfoldError before anything was answered */
export async function sendExport(
  response: ServerResponse,
  id: number,
  query: URLSearchParams,
  folder: string,
  engine: LocalEngine,
): Promise<void> {
  const format = EXPORT_FORMATS.find((known) => known === query.get('format'));
  if (format === undefined)
    throw new UnfoldError('invalid-request', `A download names its format: ${EXPORT_FORMATS.join(', ')}.`);
  const weights = query.get('weights') === 'last' ? 'last' : 'best';
  const run = await engine.request('runs.get', { run: id });
  const path = join(folder, randomUUID());
  try {
    await engine.exportRun(id, format, path, weights);
    const { size } = await stat(path);
    response.writeHead(200, {
      ...headers('application/octet-stream'),
      'content-length': size,
      'content-disposition': contentDisposition(exportFileName(run.name, format)),
    });
    await pipeline(createReadStream(path), response);
  } finally {
    await rm(path, { force: true });
  }
}

/** RFC 6266: the name in ASCII for old readers, and as it is. */
export function contentDisposition(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const exact = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${exact}`;
}
