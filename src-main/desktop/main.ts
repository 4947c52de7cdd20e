/** PROCESS Electron main: windows, menus, dialogs, the fork of the engine. No SQL and no arithmetic in here. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, dialog } from 'electron';
import * as v from 'valibot';
import type { MenuCommand } from '#shared/protocol/index.ts';
import { dataFolder } from '../data-folder.ts';
import { logFolder } from '../engine/log-folder.ts';
import { CHANNELS } from '../preload/channels.ts';
import { programFiles } from '../program-files.ts';
import { declareAppProtocol, serveAppProtocol } from './app-protocol.ts';
import { setApplicationMenu } from './application-menu.ts';
import { readArguments } from './arguments.ts';
import { closeEngineBeforeQuit } from './clean-quit.ts';
import { tellProblem } from './dialogs.ts';
import { startEngineProcess } from './engine-process.ts';
import { showPath } from './folders.ts';
import { type HandedFiles, waitForHandedFiles } from './handed-files.ts';
import { desktopLanguage } from './language.ts';
import { denyPermissions, lockDownPages, restrictDownloads } from './lockdown.ts';
import { openMainWindow, showMainWindow } from './main-window.ts';
import { openHandedFiles } from './open-handed-files.ts';
import { OpenedFiles } from './opened-files.ts';
import { outgoingFiles } from './outgoing-files.ts';
import { createPageMail } from './page-mail.ts';
import { answerPages } from './page-requests.ts';
import { RecentFiles } from './recent-files.ts';
import { trainingPresence } from './training-presence.ts';

const files = programFiles(import.meta.dirname);
const given = readArguments(process.argv, {
  folder: process.cwd(),
  appPath: process.defaultApp ? app.getAppPath() : null,
});
const data = dataFolder(given.data);

// Chromium's files beside the database, so that the single-instance lock is one lock for each data folder
const userData = join(data, 'window');
mkdirSync(userData, { recursive: true });
app.setPath('userData', userData);

/** What a second start hands over to the first; the order of its command line is not kept, so it is no use for that. */
const HandedOverSchema = v.object({ files: v.array(v.string()) });
const handedOver: v.InferOutput<typeof HandedOverSchema> = { files: [...given.files] };

if (app.requestSingleInstanceLock(handedOver)) {
  const handed = prepare();
  // never awaited at the top level: `ready` comes only after this module has been evaluated
  app
    .whenReady()
    .then(() => open(handed))
    .catch(giveUp);
} else {
  // the other instance hears of it, shows its window and opens the files
  app.quit();
}

/** What must be in place before the app is ready. */
function prepare(): HandedFiles {
  declareAppProtocol();
  lockDownPages();
  // Windows shows notifications of programs that it can tell apart; an installed one has its own name there
  if (process.platform === 'win32' && !app.isPackaged) app.setAppUserModelId(process.execPath);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  const handed = waitForHandedFiles();
  handed.add(given.files);
  return handed;
}

function open(handed: HandedFiles): void {
  const mail = createPageMail();
  const language = desktopLanguage(updateMenu);
  const recent = new RecentFiles(join(userData, 'recent-files.json'), updateMenu);
  const toPage = (channel: string, value: unknown): void => {
    showMainWindow(files);
    mail.send(channel, value);
  };

  denyPermissions();
  restrictDownloads(() => language.words.dialog.saveFile);
  serveAppProtocol(files.renderer);
  // until the page says otherwise
  const notifications = { wanted: true };
  const engine = startEngineProcess(
    files.engine,
    {
      door: 'desktop',
      dataFolder: data,
      kernelsFolder: files.kernels,
      trainingWorkerFile: files.trainingWorker,
      textWorkerFile: files.textWorker,
      version: app.getVersion(),
    },
    trainingPresence(
      () => language.words,
      notifications,
      (run) => toPage(CHANNELS.showRun, run),
    ),
  );
  const opened = new OpenedFiles(engine, recent);
  closeEngineBeforeQuit(engine);
  answerPages({
    engine,
    opened,
    recent,
    language,
    outgoing: outgoingFiles(files.icon),
    notifications,
    logFolder: logFolder(data),
    pageReady: mail.ready,
  });
  updateMenu();
  openMainWindow(files);
  handed.takenBy((paths) => {
    showMainWindow(files);
    void openHandedFiles(paths, opened, mail, language.words);
  });
  app.on('second-instance', (_event, _argv, _folder, additionalData) => {
    showMainWindow(files);
    const parsed = v.safeParse(HandedOverSchema, additionalData);
    if (parsed.success) handed.add(parsed.output.files);
  });
  app.on('activate', () => showMainWindow(files));

  function updateMenu(): void {
    const show = (path: string): void => {
      showPath(path).catch((error: unknown) => tellProblem(null, language.words, path, error));
    };
    setApplicationMenu(
      {
        words: language.words,
        platform: process.platform,
        recent: recent.list(),
        readme: existsSync(files.readme),
        actions: {
          command: (command: MenuCommand) => toPage(CHANNELS.menu, command),
          openRecent: (id) => handed.add([recent.pathOf(id)]),
          clearRecent() {
            recent.clear();
            app.clearRecentDocuments();
          },
          showDataFolder: () => show(data),
          showLogFolder: () => show(logFolder(data)),
          openReadme: () => show(files.readme),
        },
      },
      files.icon,
    );
  }
}

function giveUp(error: unknown): void {
  dialog.showErrorBox('Unfold could not start', error instanceof Error ? error.message : String(error));
  app.exit(1);
}
