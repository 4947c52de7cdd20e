/** The one window. */
import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme } from 'electron';
import type { ProgramFiles } from '../program-files.ts';
import { APP_URL } from './app-protocol.ts';
import { createRestartPolicy } from './restart-policy.ts';
import { readWindowState, rememberWindowState } from './window-state.ts';

/** Shown until the page has painted; the same as the page's own background. */
const background = (): string => (nativeTheme.shouldUseDarkColors ? '#16181d' : '#ffffff');

export function openMainWindow(files: ProgramFiles): void {
  const stateFile = join(app.getPath('userData'), 'window.json');
  const state = readWindowState(stateFile);
  const window = new BrowserWindow({
    width: 1280,
    height: 840,
    ...state?.bounds,
    minWidth: 720,
    minHeight: 480,
    show: false,
    title: 'Unfold',
    icon: files.icon,
    backgroundColor: background(),
    webPreferences: {
      preload: files.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
    },
  });
  if (state?.maximized) window.maximize();
  rememberWindowState(window, stateFile);
  window.once('ready-to-show', () => window.show());

  const follow = (): void => window.setBackgroundColor(background());
  nativeTheme.on('updated', follow);
  window.once('closed', () => nativeTheme.off('updated', follow));

  const reloads = createRestartPolicy();
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit' && reloads.mayRestart()) void window.loadURL(APP_URL);
  });
  void window.loadURL(APP_URL);
}

/** Brings the window to the front, or opens it where the app stays without one (macOS). */
export function showMainWindow(files: ProgramFiles): void {
  const [window] = BrowserWindow.getAllWindows();
  if (!window) {
    openMainWindow(files);
    return;
  }
  if (window.isMinimized()) window.restore();
  window.focus();
}
