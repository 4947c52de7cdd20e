/** The browser door's connection: a WebSocket that reconnects, uploads over HTTP. */
import { webSocketWire } from './web-socket-wire.ts';
import { createClient } from './client.ts';
import type { Connection } from './connection.ts';
import { askForFiles } from './file-input.ts';
import { upload } from './upload.ts';

export async function connectBrowser(): Promise<Connection> {
  const client = createClient(webSocketWire(`ws://${location.host}/socket`));
  await client.settled;
  return {
    door: 'browser',
    request: client.request,
    subscribe: client.subscribe,
    get state() {
      return client.state;
    },
    onStateChange: client.onStateChange,
    takeFile: upload,
    chooseFiles: askForFiles,
  };
}
