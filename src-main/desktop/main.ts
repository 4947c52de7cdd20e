/** PROCESS Electron main: windows, menus, dialogs, the fork of the engine. No SQL and no arithmetic in here. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { app, dialog } from 'electron';
import { dataFolder } from '../data-folder.ts';
import { programFiles } from '../program-files.ts';
import { declareAppProtocol, serveAppProtocol } from './app-protocol.ts';
import { setApplicationMenu } from './application-menu.ts';
import { closeEngineBeforeQuit } from './clean-quit.ts';
import { startEngineProcess } from './engine-process.ts';
import { denyPermissions, lockDownPages } from './lockdown.ts';
import { openMainWindow, showMainWindow } from './main-window.ts';
import { answerPages } from './page-requests.ts';

const files = programFiles(import.meta.dirname);
// not strict: Chromium's own switches stand in the same line
const { values } = parseArgs({ options: { data: { type: 'string' } }, strict: false });
const data = dataFolder(typeof values.data === 'string' ? values.data : undefined);

// Chromium's files beside the database, so that the single-instance lock is one lock for each data folder
const userData = join(data, 'window');
mkdirSync(userData, { recursive: true });
app.setPath('userData', userData);

if (app.requestSingleInstanceLock()) {
  prepare();
  // never awaited at the top level: `ready` comes only after this module has been evaluated
  app.whenReady().then(open).catch(giveUp);
} else {
  // the other instance hears of it and shows its window
  app.quit();
}

/** What must be in place before the app is ready. */
function prepare(): void {
  declareAppProtocol();
  lockDownPages();
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
}

function open(): void {
  denyPermissions();
  serveAppProtocol(files.renderer);
  setApplicationMenu(data);
  const engine = startEngineProcess(files.engine, {
    door: 'desktop',
    dataFolder: data,
    kernelsFolder: files.kernels,
    trainingWorkerFile: files.trainingWorker,
    textWorkerFile: files.textWorker,
    version: app.getVersion(),
  });
  closeEngineBeforeQuit(engine);
  answerPages(engine);
  openMainWindow(files);
  app.on('second-instance', () => showMainWindow(files));
  app.on('activate', () => showMainWindow(files));
}

function giveUp(error: unknown): void {
  dialog.showErrorBox('Unfold could not start', error instanceof Error ? error.message : String(error));
  app.exit(1);
}
