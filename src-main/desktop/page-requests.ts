/** The few requests that the preload makes of main itself. Each checks that the app's own page is asking. */
import { stat } from 'node:fs/promises';
import { basename, isAbsolute } from 'node:path';
import { BrowserWindow, dialog, ipcMain, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron';
import { type ChosenFile, type Outcome, type Source, toErrorPayload, UnfoldError } from '#shared/protocol/index.ts';
import { CHANNELS } from '../preload/channels.ts';
import { APP_ORIGIN } from './app-protocol.ts';
import type { EngineProcess } from './engine-process.ts';

/** Only the top frame of the app's own page; a frame that navigated away meanwhile is null. */
function isOwnPage({ senderFrame }: IpcMainEvent | IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && senderFrame.url.startsWith(`${APP_ORIGIN}/`);
}

async function outcomeOf<T>(event: IpcMainInvokeEvent, answer: () => Promise<T>): Promise<Outcome<T>> {
  try {
    if (!isOwnPage(event)) throw new UnfoldError('refused', 'This page may not ask for files.');
    return { result: await answer() };
  } catch (error) {
    return { error: toErrorPayload(error) };
  }
}

async function grant(engine: EngineProcess, path: unknown): Promise<ChosenFile> {
  if (typeof path !== 'string' || !isAbsolute(path))
    throw new UnfoldError('invalid-request', 'A file is named by its full path.');
  const info = await stat(path);
  if (!info.isFile()) throw new UnfoldError('refused', `"${basename(path)}" is not a file. Choose text files.`);
  return { name: basename(path), bytes: info.size, source: await engine.grantFile(path, basename(path)) };
}

async function askForFiles(engine: EngineProcess, window: BrowserWindow | null): Promise<readonly ChosenFile[]> {
  const options: Electron.OpenDialogOptions = {
    title: 'Import text',
    properties: ['openFile', 'multiSelections'],
    filters: [
      { name: 'Text', extensions: ['txt', 'text', 'md', 'csv', 'tsv', 'log'] },
      { name: 'All files', extensions: ['*'] },
    ],
  };
  const { canceled, filePaths } = await (window
    ? dialog.showOpenDialog(window, options)
    : dialog.showOpenDialog(options));
  return canceled ? [] : Promise.all(filePaths.map((path) => grant(engine, path)));
}

export function answerPages(engine: EngineProcess): void {
  ipcMain.on(CHANNELS.connect, (event) => {
    if (isOwnPage(event)) engine.connect(event.sender);
  });
  ipcMain.handle(CHANNELS.grantFile, (event, path: unknown): Promise<Outcome<Source>> =>
    outcomeOf(event, async () => (await grant(engine, path)).source),
  );
  ipcMain.handle(CHANNELS.chooseFiles, (event): Promise<Outcome<readonly ChosenFile[]>> =>
    outcomeOf(event, () => askForFiles(engine, BrowserWindow.fromWebContents(event.sender))),
  );
}
