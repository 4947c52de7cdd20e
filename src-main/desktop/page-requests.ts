/** The few requests that the preload makes of main itself. Each checks that the app's own page is asking. */
import { basename, isAbsolute } from 'node:path';
import { BrowserWindow, ipcMain, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron';
import * as v from 'valibot';
import { EXPORT_FORMATS, type Outcome, type Run, toErrorPayload, UnfoldError } from '#shared/protocol/index.ts';
import { CHANNELS } from '../preload/channels.ts';
import { APP_ORIGIN } from './app-protocol.ts';
import { askForFolder, askForModel, askForTexts, askWhereToExport } from './dialogs.ts';
import type { EngineProcess } from './engine-process.ts';
import { showPath } from './folders.ts';
import type { DesktopLanguage } from './language.ts';
import type { OpenedFiles } from './opened-files.ts';
import type { OutgoingFiles } from './outgoing-files.ts';
import type { RecentFiles } from './recent-files.ts';

export interface PageServices {
  readonly engine: EngineProcess;
  readonly opened: OpenedFiles;
  readonly recent: RecentFiles;
  readonly language: DesktopLanguage;
  readonly outgoing: OutgoingFiles;
  readonly notifications: { wanted: boolean };
  readonly logFolder: string;
  /** This page listens: what waited for it can be sent. */
  pageReady(page: Electron.WebContents): void;
}

type Parent = BrowserWindow | null;

const PathSchema = v.pipe(v.string(), v.check(isAbsolute));
const ExportSchema = v.tuple([
  v.pipe(v.number(), v.safeInteger()),
  v.picklist(EXPORT_FORMATS),
  v.picklist(['best', 'last']),
]);

/** Only the top frame of the app's own page; a frame that navigated away meanwhile is null. */
function isOwnPage({ senderFrame }: IpcMainEvent | IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame.parent === null && senderFrame.url.startsWith(`${APP_ORIGIN}/`);
}

/** Arguments come from the page's process, so nothing is taken for granted about them. */
function parse<T>(schema: v.GenericSchema<unknown, T>, given: unknown): T {
  const parsed = v.safeParse(schema, given);
  if (parsed.success) return parsed.output;
  throw new UnfoldError('invalid-request', 'The page asked for something that main does not know.');
}

function handle(channel: string, answer: (parent: Parent, given: unknown[]) => Promise<unknown>): void {
  ipcMain.handle(channel, async (event, ...given: unknown[]): Promise<Outcome<unknown>> => {
    try {
      if (!isOwnPage(event)) throw new UnfoldError('refused', 'This page may not ask for files.');
      return { result: await answer(BrowserWindow.fromWebContents(event.sender), given) };
    } catch (error) {
      return { error: toErrorPayload(error) };
    }
  });
}

function hear(channel: string, listen: (page: Electron.WebContents, given: unknown) => void): void {
  ipcMain.on(channel, (event, given: unknown) => {
    if (isOwnPage(event)) listen(event.sender, given);
  });
}

export function answerPages(services: PageServices): void {
  const { engine, opened, recent, language, outgoing, notifications, logFolder } = services;

  hear(CHANNELS.connect, (page) => {
    engine.connect(page);
    services.pageReady(page);
  });
  hear(CHANNELS.setLanguage, (_page, tag) => {
    if (typeof tag === 'string') language.set(tag);
  });
  hear(CHANNELS.setNotifications, (_page, wanted) => {
    notifications.wanted = wanted !== false;
  });
  hear(CHANNELS.dragOut, (page, file) => outgoing.drag(page, file));

  handle(CHANNELS.grantFile, async (_parent, [path]) => {
    const [file] = await opened.take([parse(PathSchema, path)]);
    return file?.source;
  });
  handle(CHANNELS.grantFolder, (_parent, [path]) => opened.takeFolder(parse(PathSchema, path)));
  handle(CHANNELS.chooseFiles, async (parent) => opened.take(await askForTexts(parent, language.words)));
  handle(CHANNELS.chooseFolder, async (parent) => {
    const path = await askForFolder(parent, language.words);
    return path === null ? null : opened.takeFolder(path);
  });
  handle(CHANNELS.recentFiles, () => Promise.resolve(recent.list()));
  handle(CHANNELS.openRecentFile, async (_parent, [id]) => {
    const [file] = await opened.take([recent.pathOf(parse(v.string(), id))]);
    return file;
  });
  handle(CHANNELS.exportRun, (parent, given) => exportRun(services, parent, given));
  handle(CHANNELS.importModel, async (parent, [path]): Promise<Run | null> => {
    const file = path === null ? await askForModel(parent, language.words) : parse(PathSchema, path);
    if (file === null) return null;
    return engine.ask({ do: 'import-model', path: file, name: basename(file).replace(/\.safetensors$/i, '') });
  });
  handle(CHANNELS.openLogFolder, async () => {
    await showPath(logFolder);
    return null;
  });
}

async function exportRun({ engine, language }: PageServices, parent: Parent, given: unknown[]): Promise<boolean> {
  const [id, format, weights] = parse(ExportSchema, given);
  const run = await engine.ask({ do: 'find-run', run: id });
  const path = await askWhereToExport(parent, language.words, run, format);
  if (path === null) return false;
  await engine.ask({ do: 'export-run', run: id, format, weights, path });
  return true;
}
