/** The desktop door's connection: everything passes through the preload's bridge. */
import { type DesktopBridge, fromErrorPayload, type Outcome } from '#shared/protocol/index.ts';
import { createClient } from './client.ts';
import type { Connection } from './connection.ts';

declare global {
  interface Window {
    readonly unfold?: DesktopBridge<File>;
  }
}

function unwrap<T>(outcome: Outcome<T>): T {
  if ('error' in outcome) throw fromErrorPayload(outcome.error);
  return outcome.result;
}

export async function connectDesktop(bridge: DesktopBridge<File>): Promise<Connection> {
  const client = createClient(bridge);
  await client.settled;
  return {
    door: 'desktop',
    request: client.request,
    subscribe: client.subscribe,
    get state() {
      return client.state;
    },
    onStateChange: client.onStateChange,
    takeFile: async (file) => unwrap(await bridge.takeFile(file)),
    chooseFiles: async () => unwrap(await bridge.chooseFiles()),
  };
}
