/** What a page may not do, whatever it holds: leave the app, open windows, embed pages, ask for devices. */
import { app, type Session, session } from 'electron';
import { APP_ORIGIN } from './app-protocol.ts';

/** Copying text with a button; everything else that a page can ask for is refused. */
const ALLOWED_PERMISSIONS: readonly string[] = ['clipboard-sanitized-write'];

export function lockDownPages(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
  });
}

/** Must run after the app is ready. */
export function denyPermissions(pages: Session = session.defaultSession): void {
  pages.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(ALLOWED_PERMISSIONS.includes(permission)),
  );
  pages.setPermissionCheckHandler((_contents, permission) => ALLOWED_PERMISSIONS.includes(permission));
  pages.setDevicePermissionHandler(() => false);
}

/** What the page made itself may be saved, where the person says; nothing else is downloaded. Must run after ready. */
export function restrictDownloads(title: () => string, pages: Session = session.defaultSession): void {
  pages.on('will-download', (event, item) => {
    if (item.getURL().startsWith(`blob:${APP_ORIGIN}/`)) item.setSaveDialogOptions({ title: title() });
    else event.preventDefault();
  });
}
