/**
 * Who may talk to the browser door. Other programs, other users of this machine and other sites in the same browser can
 * reach 127.0.0.1 too, so a request needs the secret of this start, and must come from the door's own page.
 */
import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const OWN_HOSTS: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];

/** `host:port` of the request when it names this machine. A name that was rebound to 127.0.0.1 by its DNS does not. */
export function ownHost(request: IncomingMessage): string | null {
  const { host } = request.headers;
  if (host === undefined || !/^[\w.[\]:-]+$/.test(host)) return null;
  // the port may be another one: that of an SSH tunnel
  return OWN_HOSTS.includes(host.replace(/:\d+$/, '')) ? host : null;
}

/** Whether a request that may have come from another site's page came from the door's own. */
export function isOwnOrigin(request: IncomingMessage, host: string, required: boolean): boolean {
  const { origin } = request.headers;
  return origin === undefined ? !required : origin === `http://${host}`;
}

export function isSecret(given: string | null | undefined, secret: string): boolean {
  const a = Buffer.from(given ?? '');
  const b = Buffer.from(secret);
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Cookies do not tell ports apart: the name does, so that two doors on one machine do not push each other out. */
export const cookieName = (port: number): string => `unfold-${port}`;

export const cookieFor = (port: number, secret: string): string =>
  `${cookieName(port)}=${secret}; HttpOnly; SameSite=Strict; Path=/`;

export function hasCookie(request: IncomingMessage, port: number, secret: string): boolean {
  const cookies = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
  return cookies.some(([name, value]) => name === cookieName(port) && isSecret(value, secret));
}
