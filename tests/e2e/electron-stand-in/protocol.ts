/** `protocol`: Chromium does not know the app's scheme, so its pages live at http://HOST.SCHEME.localhost. */
import { strict } from './strict.ts';
import type * as Electron from 'electron';
import type { Route } from 'playwright-core';
import { app } from './app.ts';

type Handler = (request: Request) => Response | Promise<Response>;

const privileged = new Set<string>();
const handlers = new Map<string, Handler>();

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]): void {
    if (app.isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    for (const { scheme } of schemes) privileged.add(scheme);
  },
  handle(scheme: string, handler: Handler): void {
    if (!app.isReady()) throw new Error('protocol.handle can only be called after app is ready');
    if (!privileged.has(scheme)) throw new Error(`The scheme ${scheme} was not registered as privileged.`);
    handlers.set(scheme, handler);
  },
  isProtocolHandled: (scheme: string): boolean => handlers.has(scheme),
});

export const toChromium = (url: string): string =>
  url.replace(/^([a-z]+):\/\/([a-z]+)/, (all, scheme: string, host: string) =>
    handlers.has(scheme) ? `http://${host}.${scheme}.localhost` : all,
  );

export const fromChromium = (url: string): string =>
  url.replace(/^http:\/\/([a-z]+)\.([a-z]+)\.localhost/, (_all, host: string, scheme: string) => `${scheme}://${host}`);

/** Lets the app's own handler answer. */
export async function answerFromApp(route: Route): Promise<void> {
  const request = route.request();
  const url = fromChromium(request.url());
  const handler = handlers.get(url.split(':')[0] ?? '');
  if (!handler) return route.continue();
  const response = await handler(new Request(url, { method: request.method(), headers: request.headers() }));
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  });
}
