/** The HTTP side of the browser door: the page, uploads and the upgrade to the protocol's WebSocket; loopback only. */
import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { toErrorPayload } from '#shared/protocol/index.ts';
import type { Engine } from '../engine/contract.ts';
import { findRendererFile } from '../renderer-files.ts';
import { SECURITY_HEADERS } from '../security-headers.ts';
import { cookieFor, hasCookie, isOwnOrigin, isSecret, ownHost } from './access.ts';
import { createSockets } from './sockets.ts';
import { prepareUploads, receiveUpload } from './uploads.ts';

const LOOPBACK = '127.0.0.1';

export interface ServerOptions {
  /** Called once the address is known, since the engine tells it to other copies of the program. */
  readonly openEngine: (address: string) => Promise<Engine>;
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

  let engine: Engine;
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
    const token = url.searchParams.get('token');
    if (request.method === 'GET' && url.pathname === '/' && token !== null)
      if (isSecret(token, secret) || tickets.delete(token)) return logIn(response);
    if (!hasCookie(request, port, secret))
      return refuse(response, 403, 'Open the address that Unfold printed when it was started: it carries a secret.');
    const uploading = request.method === 'POST' && url.pathname === '/upload';
    if (!isOwnOrigin(request, host, uploading)) return refuse(response, 403, 'Only the page of Unfold may ask this.');
    if (uploading) return takeUpload(request, response, url.searchParams.get('name') ?? '');
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return refuse(response, 405, 'Only reading is possible.');
    return sendPage(request, response, url.pathname);
  }

  function logIn(response: ServerResponse): void {
    response.writeHead(303, { ...headers('text/plain'), location: '/', 'set-cookie': cookieFor(port, secret) }).end();
  }

  async function takeUpload(request: IncomingMessage, response: ServerResponse, name: string): Promise<void> {
    try {
      const source = await receiveUpload(request, name, options.uploadsFolder, engine);
      response.writeHead(200, headers('application/json')).end(JSON.stringify({ source }));
    } catch (error) {
      if (request.destroyed && !request.complete) return; // the page cancelled: nobody reads an answer
      response.writeHead(400, { ...headers('application/json'), connection: 'close' });
      response.end(JSON.stringify({ error: toErrorPayload(error) }));
    }
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
      host !== null &&
      request.url === '/socket' &&
      isOwnOrigin(request, host, true) &&
      hasCookie(request, port, secret);
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

const headers = (contentType: string): Record<string, string> => ({
  ...SECURITY_HEADERS,
  'cache-control': 'no-store',
  'content-type': contentType,
});

function refuse(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { ...headers('text/plain; charset=utf-8'), connection: 'close' }).end(`${sentence}\n`);
}
