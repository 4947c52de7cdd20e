/** The WebSocket side of the browser door: the protocol's messages as JSON text. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { Engine } from '../engine/contract.ts';
import { serveProtocol } from '../engine/serve-protocol.ts';
import { SUBPROTOCOL } from './access.ts';
import { createOutbox } from './outbox.ts';

/** Pasted text may have 10 million characters, up to six bytes each in JSON. */
const MOST_BYTES = 64 * 2 ** 20;
const HEARTBEAT = 20_000; // milliseconds

function parseJson(data: RawData): unknown {
  try {
    // one Buffer with the default binaryType
    return JSON.parse((data as Buffer).toString('utf8'));
  } catch {
    return undefined; // answered as a message that is no request
  }
}

export interface Sockets {
  /** Takes over an upgrade that was found to be allowed. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
}

export function createSockets(engine: Engine): Sockets {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: MOST_BYTES,
    perMessageDeflate: false,
    handleProtocols: () => SUBPROTOCOL,
  });
  const alive = new WeakSet<WebSocket>();

  server.on('connection', (socket: WebSocket) => {
    const outbox = createOutbox(socket);
    const client = serveProtocol(engine, outbox.send);
    alive.add(socket);
    socket.on('pong', () => alive.add(socket));
    socket.on('message', (data) => client.receive(parseJson(data)));
    // a broken or oversized frame: `close` follows
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      client.close();
      outbox.close();
    });
  });

  // a laptop that went to sleep leaves a socket that never closes by itself
  const heartbeat = setInterval(() => {
    for (const socket of server.clients) {
      if (!alive.has(socket)) socket.terminate();
      alive.delete(socket);
      socket.ping();
    }
  }, HEARTBEAT);

  return {
    accept: (request, socket, head) =>
      server.handleUpgrade(request, socket, head, (accepted) => server.emit('connection', accepted, request)),
    close() {
      clearInterval(heartbeat);
      for (const socket of server.clients) socket.close(1001, 'Unfold was stopped.');
      server.close();
    },
  };
}
