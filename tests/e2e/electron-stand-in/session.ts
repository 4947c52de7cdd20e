/** `session`: what a page may do, and what becomes of downloads. */
import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import type { Download } from 'playwright-core';
import { emitPreventable } from './preventable.ts';
import { fromChromium } from './protocol.ts';
import { strict } from './strict.ts';

type PermissionRequest = Parameters<Electron.Session['setPermissionRequestHandler']>[0];
type PermissionCheck = Parameters<Electron.Session['setPermissionCheckHandler']>[0];
type DevicePermission = Parameters<Electron.Session['setDevicePermissionHandler']>[0];

/** Permissions are Chromium's own here; that the handlers were set is all that can be seen. */
class DefaultSession extends EventEmitter {
  setPermissionRequestHandler(_handler: PermissionRequest): void {}
  setPermissionCheckHandler(_handler: PermissionCheck): void {}
  setDevicePermissionHandler(_handler: DevicePermission): void {}
}

const defaultSession = strict('session.defaultSession', new DefaultSession());
export const session = strict('session', { defaultSession });

/** Without a path that main sets, Electron asks the person where to save; here nobody answers, which cancels. */
export async function download(started: Download): Promise<void> {
  let path: string | undefined;
  const item = strict('DownloadItem', {
    getURL: () => started.url().replace(/(?<=^blob:).*/, fromChromium),
    getFilename: () => started.suggestedFilename(),
    setSaveDialogOptions: (_options: Electron.SaveDialogOptions): void => undefined,
    setSavePath: (chosen: string): void => void (path = chosen),
  });
  const prevented = emitPreventable(defaultSession, 'will-download', {}, item);
  if (prevented || path === undefined) await started.cancel();
  else await started.saveAs(path);
}
