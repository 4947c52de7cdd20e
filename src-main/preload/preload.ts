/**
 * PROCESS preload: gives the page `window.unfold` and nothing else. The port to the engine stays in here, out of reach
 * of the page; the page sends and receives plain messages through the two functions.
 */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type {
  ChosenFile,
  ConnectionState,
  DesktopBridge,
  Outcome,
  ServerMessage,
  Source,
} from '#shared/protocol/index.ts';
import { CHANNELS } from './channels.ts';

let port: MessagePort | undefined;
let state: ConnectionState = { status: 'lost', message: 'Starting the engine …', retrying: true };
let receive: (message: ServerMessage) => void = () => undefined;
let tellState: (state: ConnectionState) => void = () => undefined;

function changeState(next: ConnectionState): void {
  state = next;
  tellState(next);
}

ipcRenderer.on(CHANNELS.port, (event, next: ConnectionState) => {
  port?.close();
  port = event.ports[0];
  if (!port) return;
  // setting onmessage also starts the port
  port.onmessage = (message: MessageEvent<ServerMessage>) => receive(message.data);
  changeState(next);
});

ipcRenderer.on(CHANNELS.lost, (_event, next: ConnectionState) => {
  port?.close();
  port = undefined;
  changeState(next);
});

const bridge: DesktopBridge<File> = {
  send: (message) => port?.postMessage(message),
  onMessage(listener) {
    receive = listener;
  },
  onState(listener) {
    tellState = listener;
    listener(state);
  },
  async takeFile(file) {
    const path = webUtils.getPathForFile(file);
    if (path === '')
      return { error: { kind: 'refused', message: `"${file.name}" is not a file on this computer. Save it first.` } };
    return ipcRenderer.invoke(CHANNELS.grantFile, path) as Promise<Outcome<Source>>;
  },
  chooseFiles: () => ipcRenderer.invoke(CHANNELS.chooseFiles) as Promise<Outcome<readonly ChosenFile[]>>,
};

contextBridge.exposeInMainWorld('unfold', bridge);
ipcRenderer.send(CHANNELS.connect);
