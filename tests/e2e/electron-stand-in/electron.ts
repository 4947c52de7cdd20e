/** The stand-in for the module `electron`: only what the program uses. */
import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { ipcMain } from './ipc-main.ts';
import { Menu } from './menu.ts';
import { MessageChannelMain } from './message-ports.ts';
import { dialog, nativeTheme, screen, shell } from './native.ts';
import { nativeImage } from './native-image.ts';
import { Notification } from './notification.ts';
import { powerSaveBlocker } from './power-save-blocker.ts';
import { protocol } from './protocol.ts';
import { session } from './session.ts';
import { utilityProcess } from './utility-process.ts';

export {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  nativeImage,
  nativeTheme,
  Notification,
  powerSaveBlocker,
  protocol,
  screen,
  session,
  shell,
  utilityProcess,
};
