/** Opens in the page what the system handed over; what cannot be opened is told in a box, since no page has asked. */
import { BrowserWindow } from 'electron';
import type { ChosenFile } from '#shared/protocol/index.ts';
import { CHANNELS } from '../preload/channels.ts';
import { sayLeftOut, tellProblem } from './dialogs.ts';
import { isFolder } from './handed-files.ts';
import type { OpenedFiles } from './opened-files.ts';
import type { PageMail } from './page-mail.ts';
import type { Words } from './words.ts';

export async function openHandedFiles(
  paths: readonly string[],
  opened: OpenedFiles,
  mail: PageMail,
  words: Words,
): Promise<void> {
  const tell = (path: string, problem: unknown): void =>
    tellProblem(BrowserWindow.getAllWindows()[0] ?? null, words, path, problem);
  const files: ChosenFile[] = [];
  for (const path of paths)
    try {
      if (isFolder(path)) {
        const inside = await opened.takeFolder(path);
        files.push(...inside.files);
        if (inside.leftOut) tell(path, sayLeftOut(words, inside.leftOut));
        else if (inside.files.length === 0) tell(path, words.dialog.noText);
      } else {
        files.push(...(await opened.take([path])));
      }
    } catch (error) {
      tell(path, error);
    }
  if (files.length > 0) mail.send(CHANNELS.files, files);
}
