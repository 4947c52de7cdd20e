/** The stand-in for the module `electron`: only what the program uses. */
import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { ipcMain } from './ipc-main.ts';
import { Menu } from './menu.ts';
import { MessageChannelMain } from './message-ports.ts';
import { dialog, nativeTheme, screen, session, shell } from './native.ts';
import { protocol } from './protocol.ts';
import { utilityProcess } from './utility-process.ts';

export {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  nativeTheme,
  protocol,
  screen,
  session,
  shell,
  utilityProcess,
};
