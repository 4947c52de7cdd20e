/**
 * Who may talk to the browser door. Other programs, other users of this machine and other sites in the same browser can
 * reach 127.0.0.1 too, so whatever asks for more than the page itself needs the secret of this start, and must come from
 * the door's own page. The secret is no cookie: those do not tell ports apart, and would be sent to every other server
 * on this machine that the same browser visits.
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

/** `Authorization: Bearer SECRET` */
export function isAuthorised({ headers }: IncomingMessage, secret: string): boolean {
  const [, given] = /^Bearer (\S+)$/i.exec(headers.authorization ?? '') ?? [];
  return isSecret(given, secret);
}

/** What a page's WebSocket speaks. */
export const SUBPROTOCOL = 'unfold';
const SECRET_PREFIX = 'unfold-secret.';

/** A page cannot give a WebSocket headers of its own: the secret stands among the subprotocols that it offers. */
export function offersSecret({ headers }: IncomingMessage, secret: string): boolean {
  const offered = (headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
  return (
    offered.includes(SUBPROTOCOL) &&
    offered.some((name) => name.startsWith(SECRET_PREFIX) && isSecret(name.slice(SECRET_PREFIX.length), secret))
  );
}
