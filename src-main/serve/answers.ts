/** How the browser door answers: always with the security headers, never to be kept by anybody. */
import type { ServerResponse } from 'node:http';
import { type ErrorKind, toErrorPayload, UnfoldError } from '#shared/protocol/index.ts';
import { SECURITY_HEADERS } from '../security-headers.ts';

export const headers = (contentType: string): Record<string, string> => ({
  ...SECURITY_HEADERS,
  'cache-control': 'no-store',
  'content-type': contentType,
});

export function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, headers('text/plain; charset=utf-8')).end(text);
}

export function sendJson(response: ServerResponse, status: number, value: object): void {
  response.writeHead(status, headers('application/json')).end(JSON.stringify(value));
}

const STATUSES: Readonly<Partial<Record<ErrorKind, number>>> = { 'not-found': 404, conflict: 409, internal: 500 };

/** The rest of the request is not read: the connection ends with the answer. */
export function sendError(response: ServerResponse, error: unknown): void {
  const payload = toErrorPayload(error);
  response.setHeader('connection', 'close');
  sendJson(response, STATUSES[payload.kind] ?? 400, { error: payload });
}

/** What no page of Unfold would have asked. */
export function refuse(response: ServerResponse, status: number, sentence: string): void {
  response.setHeader('connection', 'close');
  sendText(response, status, `${sentence}\n`);
}

/** What only a page that has the secret may ask. */
export function refuseStranger(response: ServerResponse): void {
  response.setHeader('connection', 'close');
  response.setHeader('www-authenticate', 'Bearer');
  sendJson(response, 401, { error: toErrorPayload(new UnfoldError('refused', LOCKED)) });
}

const LOCKED = 'Open the address that Unfold printed when it was started: it carries a secret.';
