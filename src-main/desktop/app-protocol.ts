/** `unfold://app/…`: the built page, with the security headers; nothing else is served. */
import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import { findRendererFile } from '../renderer-files.ts';
import { SECURITY_HEADERS } from '../security-headers.ts';

const SCHEME = 'unfold';
const HOST = 'app';
export const APP_ORIGIN = `${SCHEME}://${HOST}`;
export const APP_URL = `${APP_ORIGIN}/index.html`;

/** Must run before the app is ready. */
export function declareAppProtocol(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Must run after the app is ready and before a window opens. */
export function serveAppProtocol(rendererFolder: string): void {
  protocol.handle(SCHEME, async (request) => {
    const url = new URL(request.url);
    const file = url.host === HOST ? await findRendererFile(rendererFolder, url.pathname) : null;
    if (!file) return new Response('There is no such page.', { status: 404, headers: SECURITY_HEADERS });
    return new Response(new Uint8Array(await readFile(file.path)), {
      headers: { ...SECURITY_HEADERS, 'content-type': file.contentType },
    });
  });
}
