/** The browser door's connection: a WebSocket that reconnects, uploads and downloads over HTTP. */
import { UnfoldError } from '#shared/protocol/index.ts';
import { createClient } from './client.ts';
import type { Connection } from './connection.ts';
import { downloadExport } from './download.ts';
import { dragOutOfBrowser } from './drag-out.ts';
import { readDropped, selectFromFolder } from './dropped-files.ts';
import { askForFile, askForFiles, askForFolder } from './file-input.ts';
import { saveFile } from './save-file.ts';
import { isKnown, subprotocols } from './secret.ts';
import { upload } from './upload.ts';
import { webSocketWire } from './web-socket-wire.ts';

/** Of what never happens here. */
const never = (): (() => void) => () => undefined;

export async function connectBrowser(secret: string): Promise<Connection> {
  const client = createClient(
    webSocketWire(`ws://${location.host}/socket`, subprotocols(secret), () => isKnown(secret)),
  );
  await client.settled;
  return {
    door: 'browser',
    request: client.request,
    subscribe: client.subscribe,
    get state() {
      return client.state;
    },
    onStateChange: client.onStateChange,

    takeFile: async (file, options) => (await upload('/upload', secret, file, options)).source,
    chooseFiles: askForFiles,
    async chooseFolder() {
      const files = await askForFolder();
      return files.length === 0 ? null : selectFromFolder(files);
    },
    takeDropped: ({ items }) =>
      // all entries at once, before the first wait
      readDropped([...items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null)),
    onFiles: never,
    recentFiles: () => Promise.resolve([]),
    openRecentFile: () =>
      Promise.reject(new UnfoldError('not-found', 'A browser does not remember files. Choose it again.')),

    onMenu: never,
    onShowRun: never,
    setLanguage: () => undefined,
    setNotifications: () => undefined,

    saveFile,
    dragOut: dragOutOfBrowser,
    async exportRun(run, format, weights) {
      await downloadExport(secret, run, format, weights);
      return true;
    },
    async importModel(dropped) {
      const file = dropped ?? (await askForFile('.safetensors'));
      return file === null ? null : (await upload('/models', secret, file)).run;
    },
    openLogFolder: null,
  };
}
