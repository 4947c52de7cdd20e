/** The system's dialogs. What they answer is a path, which the page never sees. */
import { basename, join } from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import {
  type ExportFormat,
  exportFileName,
  type LeftOut,
  type Run,
  TEXT_EXTENSIONS,
  toErrorPayload,
} from '#shared/protocol/index.ts';
import type { Words } from './words.ts';

type Parent = BrowserWindow | null;

/** null: cancelled */
async function askToOpen(parent: Parent, options: Electron.OpenDialogOptions): Promise<string[] | null> {
  const { canceled, filePaths } = await (parent
    ? dialog.showOpenDialog(parent, options)
    : dialog.showOpenDialog(options));
  return canceled ? null : filePaths;
}

export const askForTexts = async (parent: Parent, { dialog: t }: Words): Promise<string[]> =>
  (await askToOpen(parent, {
    title: t.openFiles,
    properties: ['openFile', 'multiSelections'],
    filters: [
      { name: t.text, extensions: [...TEXT_EXTENSIONS] },
      { name: t.allFiles, extensions: ['*'] },
    ],
  })) ?? [];

export async function askForFolder(parent: Parent, { dialog: t }: Words): Promise<string | null> {
  const paths = await askToOpen(parent, { title: t.openFolder, properties: ['openDirectory'] });
  return paths?.[0] ?? null;
}

export async function askForModel(parent: Parent, { dialog: t }: Words): Promise<string | null> {
  const filters = [{ name: 'safetensors', extensions: ['safetensors'] }];
  const paths = await askToOpen(parent, { title: t.importModel, properties: ['openFile'], filters });
  return paths?.[0] ?? null;
}

export async function askWhereToExport(
  parent: Parent,
  words: Words,
  run: Run,
  format: ExportFormat,
): Promise<string | null> {
  const options: Electron.SaveDialogOptions = {
    title: words.dialog.exportRun,
    defaultPath: join(app.getPath('documents'), exportFileName(run.name, format)),
    filters: [{ name: words.formats[format], extensions: [format] }],
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  };
  const { canceled, filePath } = await (parent
    ? dialog.showSaveDialog(parent, options)
    : dialog.showSaveDialog(options));
  return canceled || filePath === '' ? null : filePath;
}

/** What was handed over and could not be opened, where no page has asked and could be told. */
export function tellProblem(parent: Parent, { dialog: t }: Words, path: string, problem: unknown): void {
  const options: Electron.MessageBoxOptions = {
    type: 'warning',
    message: t.notOpened,
    detail: `${basename(path)}: ${typeof problem === 'string' ? problem : toErrorPayload(problem).message}`,
  };
  void (parent ? dialog.showMessageBox(parent, options) : dialog.showMessageBox(options));
}

export function sayLeftOut({ dialog: t }: Words, { files, examples, tooMany }: LeftOut): string {
  const sentences = files > 0 ? [t.leftOut(files, examples.join(', '))] : [];
  return [...sentences, ...(tooMany ? [t.tooMany] : [])].join(' ');
}
