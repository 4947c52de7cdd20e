/** The HTTP side of the browser door: the page, uploads and the upgrade to the protocol's WebSocket; loopback only. */
import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { toErrorPayload } from '#shared/protocol/index.ts';
import type { LocalEngine } from '../engine/contract.ts';
import { findRendererFile } from '../renderer-files.ts';
import { isAuthorised, isOwnOrigin, isSecret, offersSecret, ownHost } from './access.ts';
import { headers, refuse, refuseStranger, sendText } from './answers.ts';
import { findPageCall } from './page-calls.ts';
import { createSockets } from './sockets.ts';
import { prepareUploads } from './uploads.ts';

const LOOPBACK = '127.0.0.1';
const LONGEST_TOKEN = 200;

export interface ServerOptions {
  /** Called once the address is known, since the engine tells it to other copies of the program. */
  readonly openEngine: (address: string) => Promise<LocalEngine>;
  readonly rendererFolder: string;
  readonly uploadsFolder: string;
  /** 0: any free one. */
  readonly port: number;
}

export interface RunningServer {
  /** Carries the secret of this start: whoever has it may use Unfold. */
  readonly url: string;
  /** Without the secret. */
  readonly address: string;
  /** Works once. For a command line, which every user of the machine can read. */
  urlForOnce(): string;
  /** Disconnects the pages and closes the engine, which writes its checkpoints. */
  close(): Promise<void>;
}

/** @throws what listening throws (the port is taken) and what opening the engine throws */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const secret = newSecret();
  const tickets = new Set<string>();
  const server = createServer();
  // a large upload over a slow tunnel takes longer than the default five minutes
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, LOOPBACK, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const address = `http://${LOOPBACK}:${port}/`;

  let engine: LocalEngine;
  try {
    await prepareUploads(options.uploadsFolder);
    engine = await options.openEngine(address);
  } catch (error) {
    server.close();
    throw error;
  }
  const sockets = createSockets(engine);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const host = ownHost(request);
    if (host === null) return refuse(response, 403, 'This address is not one of Unfold.');
    const url = URL.parse(request.url ?? '/', `http://${host}`);
    if (url === null) return refuse(response, 400, 'This is not an address.');
    const reading = request.method === 'GET' || request.method === 'HEAD';
    if (!isOwnOrigin(request, host, !reading)) return refuse(response, 403, 'Only the page of Unfold may ask this.');
    if (request.method === 'POST' && url.pathname === '/session') return openSession(request, response);
    const call = findPageCall(request.method, url, { engine, folder: options.uploadsFolder });
    if (call !== null) return isAuthorised(request, secret) ? call(request, response) : refuseStranger(response);
    if (!reading) return refuse(response, 405, 'Only reading is possible.');
    // the page itself holds no secret and is the same for everybody
    return sendPage(request, response, url.pathname);
  }

  /** What the address carried, the secret or a ticket for it, against the secret. */
  async function openSession(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const token = await readToken(request);
    if (isSecret(token, secret) || tickets.delete(token)) sendText(response, 200, secret);
    else refuseStranger(response);
  }

  async function sendPage(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const file = await findRendererFile(options.rendererFolder, path);
    if (!file) return refuse(response, 404, 'There is no such page.');
    response.writeHead(200, headers(file.contentType));
    if (request.method === 'HEAD') response.end();
    else await pipeline(createReadStream(file.path), response);
  }

  server.on('request', (request, response) => {
    answer(request, response).catch((error: unknown) => {
      // a page that went away while it was sent to ends here too
      if (response.headersSent) response.destroy();
      else refuse(response, 500, toErrorPayload(error).message);
    });
  });
  server.on('upgrade', (request, socket, head) => {
    // Node leaves the socket's errors to whoever upgrades it; a caller that hangs up must not end the program
    socket.on('error', () => socket.destroy());
    const host = ownHost(request);
    const allowed =
      host !== null && request.url === '/socket' && isOwnOrigin(request, host, true) && offersSecret(request, secret);
    if (allowed) sockets.accept(request, socket, head);
    else socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });

  return {
    url: `${address}?token=${secret}`,
    address,
    urlForOnce() {
      const ticket = newSecret();
      tickets.add(ticket);
      return `${address}?token=${ticket}`;
    },
    async close() {
      sockets.close();
      server.close();
      server.closeAllConnections();
      await engine.close();
    },
  };
}

const newSecret = (): string => randomBytes(32).toString('base64url');

/** The body of a request that says one short thing; what is longer is cut, and so is no token. */
async function readToken(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > LONGEST_TOKEN) break;
  }
  return text;
}
