/** The desktop door's connection: everything passes through the preload's bridge. */
import {
  addLeftOut,
  type ChosenFile,
  type DesktopBridge,
  type FolderFiles,
  fromErrorPayload,
  type MenuCommand,
  type Outcome,
} from '#shared/protocol/index.ts';
import { createClient } from './client.ts';
import type { Connection, TextFile } from './connection.ts';
import { createListeners } from './listeners.ts';
import { saveFile } from './save-file.ts';

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
  const files = createListeners<readonly ChosenFile[]>();
  const menu = createListeners<MenuCommand>();
  const runs = createListeners<number>();
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
    chooseFolder: async () => unwrap(await bridge.chooseFolder()),
    takeDropped: (transfer) => takeDropped(bridge, transfer),
    onFiles(listener) {
      const end = files.add(listener);
      // what was handed over before anybody listened waits in the preload until now
      bridge.onFiles(files.call);
      return end;
    },
    recentFiles: async () => unwrap(await bridge.recentFiles()),
    openRecentFile: async (id) => unwrap(await bridge.openRecentFile(id)),

    onMenu(listener) {
      const end = menu.add(listener);
      bridge.onMenu(menu.call);
      return end;
    },
    onShowRun(listener) {
      const end = runs.add(listener);
      bridge.onShowRun(runs.call);
      return end;
    },
    setLanguage: bridge.setLanguage,
    setNotifications: bridge.setNotifications,

    saveFile,
    dragOut(event, file) {
      // the system's own drag takes the place of the page's
      event.preventDefault();
      bridge.dragOut(file);
    },
    exportRun: async (run, format, weights) => unwrap(await bridge.exportRun(run, format, weights)),
    importModel: async (file) => unwrap(await bridge.importModel(file)),
    openLogFolder: async () => void unwrap(await bridge.openLogFolder()),
  };
}

async function takeDropped(bridge: DesktopBridge<File>, { items }: DataTransfer): Promise<FolderFiles<TextFile>> {
  const dropped = [...items].map((item) => ({
    file: item.getAsFile(),
    isFolder: item.webkitGetAsEntry()?.isDirectory ?? false,
  }));
  const chosen: File[] = [];
  const found: ChosenFile[] = [];
  let leftOut: FolderFiles<TextFile>['leftOut'] = null;
  for (const { file, isFolder } of dropped) {
    if (file === null) continue;
    if (!isFolder) {
      chosen.push(file);
      continue;
    }
    const inside = unwrap(await bridge.takeFolder(file));
    found.push(...inside.files);
    leftOut = addLeftOut(leftOut, inside.leftOut);
  }
  return { files: [...chosen, ...found], leftOut };
}
