/** What the page asks over HTTP besides its own files: its session, uploads, downloads. Needs the secret. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LocalEngine } from '../engine/contract.ts';
import { sendError, sendJson, sendText } from './answers.ts';
import { runOfDownload, sendExport } from './downloads.ts';
import { receiveModel, receiveText } from './uploads.ts';

export type PageCall = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface PageCallSurroundings {
  readonly engine: LocalEngine;
  /** Of the door's own, for what is on its way. */
  readonly folder: string;
}

/** null: it is no such call. */
export function findPageCall(
  method: string | undefined,
  { pathname, searchParams }: URL,
  { engine, folder }: PageCallSurroundings,
): PageCall | null {
  const call = `${method} ${pathname}`;
  const name = searchParams.get('name') ?? '';
  const run = method === 'GET' ? runOfDownload(pathname) : null;
  if (call === 'GET /session')
    return (_request, response) => Promise.resolve(sendText(response, 200, 'This secret is known.\n'));
  if (call === 'POST /upload')
    return orError(async (request, response) =>
      sendJson(response, 200, { source: await receiveText(request, name, folder, engine) }),
    );
  if (call === 'POST /models')
    return orError(async (request, response) =>
      sendJson(response, 200, { run: await receiveModel(request, name, folder, engine) }),
    );
  if (run !== null) return orError((_request, response) => sendExport(response, run, searchParams, folder, engine));
  return null;
}

const orError =
  (call: PageCall): PageCall =>
  async (request, response) => {
    try {
      await call(request, response);
    } catch (error) {
      if (request.destroyed && !request.complete) return; // the page cancelled: nobody reads an answer
      if (response.headersSent) response.destroy();
      else sendError(response, error);
    }
  };
