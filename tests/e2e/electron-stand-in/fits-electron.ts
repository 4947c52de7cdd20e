/** Compile-time only: each member of the stand-in exists in Electron's types, and can be used where Electron's could. */
import type { EventEmitter } from 'node:events';
import type * as Real from 'electron';
import type * as StandIn from './electron.ts';
import type { MessageChannelMain } from './message-ports.ts';

type Members<Ours, Own extends string> = Exclude<keyof Ours, keyof EventEmitter | Own>;
/** The members that do not fit; `Own` are the stand-in's, for its own parts. */
type Misfits<Ours, Theirs, Own extends string = never> = {
  [Member in Members<Ours, Own>]: Member extends keyof Theirs
    ? Ours[Member] extends Theirs[Member]
      ? never
      : Member
    : Member;
}[Members<Ours, Own>];
type None<Misfit extends never> = Misfit;

type Window = InstanceType<typeof StandIn.BrowserWindow>;
type Contents = Window['webContents'];
type Image = ReturnType<typeof StandIn.nativeImage.createFromPath>;
type Utility = ReturnType<typeof StandIn.utilityProcess.fork>;

// Left out, since their types name other classes of Electron: what takes or gives windows, ports and pages.
export type Checked = [
  None<Misfits<typeof StandIn.app, Real.App, 'parts' | 'becomeReady' | 'lastWindowClosed'>>,
  None<Misfits<typeof StandIn.ipcMain, Real.IpcMain, 'handle' | 'answer'>>,
  None<Misfits<typeof StandIn.dialog, Real.Dialog>>,
  None<Misfits<typeof StandIn.shell, Real.Shell>>,
  None<Misfits<typeof StandIn.screen, Real.Screen>>,
  None<Misfits<typeof StandIn.protocol, Real.Protocol>>,
  None<Misfits<typeof StandIn.nativeTheme, Real.NativeTheme>>,
  None<Misfits<typeof StandIn.powerSaveBlocker, Real.PowerSaveBlocker>>,
  None<Misfits<InstanceType<typeof StandIn.Notification>, Real.Notification>>,
  None<Misfits<Image, Real.NativeImage, 'resize'>>,
  None<Misfits<typeof StandIn.session.defaultSession, Real.Session>>,
  None<Misfits<Window, Real.BrowserWindow, 'webContents' | 'closeAndWait' | 'progressBar'>>,
  None<
    Misfits<
      Contents,
      Real.WebContents,
      'page' | 'openHandler' | 'expected' | 'hear' | 'closed' | 'mainFrame' | 'postMessage' | 'startDrag'
    >
  >,
  None<Misfits<Contents['mainFrame'], Real.WebFrameMain>>,
  None<Misfits<Utility, Real.UtilityProcess, 'name' | 'postMessage'>>,
  None<
    Misfits<
      MessageChannelMain['port1'],
      Real.MessagePortMain,
      'entangle' | 'receive' | 'closedByPeer' | 'transfer' | 'postMessage'
    >
  >,
  None<Misfits<InstanceType<typeof StandIn.Menu>, Real.Menu, 'items'>>,
];
