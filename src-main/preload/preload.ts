/**
 * PROCESS preload: gives the page `window.unfold` and nothing else. The port to the engine stays in here, out of reach
 * of the page; the page sends and receives plain messages through the two functions.
 */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { ConnectionState, DesktopBridge, ErrorPayload, ServerMessage } from '#shared/protocol/index.ts';
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

/** What main sends of itself; it waits until the page listens. */
function inlet<T>(channel: string): (listener: (value: T) => void) => void {
  const waiting: T[] = [];
  let receiveOne = (value: T): void => void waiting.push(value);
  ipcRenderer.on(channel, (_event, value: T) => receiveOne(value));
  return (listener) => {
    receiveOne = listener;
    for (const value of waiting.splice(0)) listener(value);
  };
}

/** A dropped file's path goes to main and never to the page. */
async function withPathOf<T>(
  file: File,
  ask: (path: string) => Promise<T>,
): Promise<T | { readonly error: ErrorPayload }> {
  const path = webUtils.getPathForFile(file);
  if (path === '')
    return { error: { kind: 'refused', message: `"${file.name}" is not a file on this computer. Save it first.` } };
  return ask(path);
}

const bridge: DesktopBridge<File> = {
  send: (message) => port?.postMessage(message),
  onMessage(listener) {
    receive = listener;
  },
  onState(listener) {
    tellState = listener;
    listener(state);
  },
  takeFile: (file) => withPathOf(file, (path) => ipcRenderer.invoke(CHANNELS.grantFile, path)),
  takeFolder: (folder) => withPathOf(folder, (path) => ipcRenderer.invoke(CHANNELS.grantFolder, path)),
  chooseFiles: () => ipcRenderer.invoke(CHANNELS.chooseFiles),
  chooseFolder: () => ipcRenderer.invoke(CHANNELS.chooseFolder),
  recentFiles: () => ipcRenderer.invoke(CHANNELS.recentFiles),
  openRecentFile: (id) => ipcRenderer.invoke(CHANNELS.openRecentFile, id),
  onFiles: inlet(CHANNELS.files),
  onMenu: inlet(CHANNELS.menu),
  onShowRun: inlet(CHANNELS.showRun),
  setLanguage: (language) => ipcRenderer.send(CHANNELS.setLanguage, language),
  setNotifications: (wanted) => ipcRenderer.send(CHANNELS.setNotifications, wanted),
  dragOut: (file) => ipcRenderer.send(CHANNELS.dragOut, file),
  exportRun: (run, format, weights) => ipcRenderer.invoke(CHANNELS.exportRun, run, format, weights),
  importModel: (file) =>
    file === undefined
      ? ipcRenderer.invoke(CHANNELS.importModel, null)
      : withPathOf(file, (path) => ipcRenderer.invoke(CHANNELS.importModel, path)),
  openLogFolder: () => ipcRenderer.invoke(CHANNELS.openLogFolder),
};

contextBridge.exposeInMainWorld('unfold', bridge);
ipcRenderer.send(CHANNELS.connect);
