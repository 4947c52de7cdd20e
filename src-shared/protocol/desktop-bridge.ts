/** What the preload exposes to the page as `window.unfold`, and nothing else. Absent in the browser door. */
import type { Run } from './entities.ts';
import type { ErrorPayload } from './errors.ts';
import type { ExportFormat } from './export-formats.ts';
import type { FolderFiles } from './folder-files.ts';
import type { Source } from './source.ts';
import type { RequestMessage, ServerMessage } from './wire.ts';

/** A file that the person chose or dropped; the path stays outside the page. */
export interface ChosenFile {
  readonly name: string;
  readonly bytes: number;
  readonly source: Source;
}

export type ConnectionState =
  /** `notice`: what happened before, when the engine ended unexpectedly and was started again. */
  | { readonly status: 'connected'; readonly notice?: string }
  /** `message` says what happened; `retrying` is false when only a restart of the program helps. */
  | { readonly status: 'lost'; readonly message: string; readonly retrying: boolean };

/** A text that was imported from a file before and is still there. */
export interface RecentFile {
  readonly id: string;
  readonly name: string;
  /** The folder it lies in, for a person to tell two apart. */
  readonly folder: string;
}

/** Menu items that the page carries out. */
export const MENU_COMMANDS = [
  'open-files',
  'open-folder',
  'import-model',
  'paste-text',
  'sample-text',
  'new-run',
  'search',
  'primary-action',
  'pause-or-continue',
  'stop',
  'rename',
  'trash',
  'undo-trash',
  'compare',
  'tab-1',
  'tab-2',
  'tab-3',
  'tab-4',
  'settings',
  'shortcuts',
] as const;
export type MenuCommand = (typeof MENU_COMMANDS)[number];

/** Something that can be dragged out of the window or saved: a sample, a chart, figures. */
export interface OutgoingFile {
  /** With its extension. */
  readonly name: string;
  readonly content: string | Uint8Array<ArrayBuffer>;
}

/** Rejected promises lose their kind between preload and page, so failures travel as values. */
export type Outcome<T> = { readonly result: T } | { readonly error: ErrorPayload };

/** `DroppedFile` is the DOM's File, which this pure folder does not know. */
export interface DesktopBridge<DroppedFile> {
  /** To the engine, over the port that the preload holds. */
  send(message: RequestMessage): void;
  onMessage(listener: (message: ServerMessage) => void): void;
  /** Called at once with the present state, then with each change. */
  onState(listener: (state: ConnectionState) => void): void;
  /** Lets the engine read a dropped file. */
  takeFile(file: DroppedFile): Promise<Outcome<Source>>;
  /** The system's dialog; an empty list when it was cancelled. */
  chooseFiles(): Promise<Outcome<readonly ChosenFile[]>>;
  /** A folder's text files, at any depth; null when it was cancelled. */
  chooseFolder(): Promise<Outcome<FolderFiles<ChosenFile> | null>>;
  /** A dropped folder's text files. The path stays outside the page. */
  takeFolder(folder: DroppedFile): Promise<Outcome<FolderFiles<ChosenFile>>>;
  /** Files that the system hands over: opened with Unfold, dropped on its icon, from a second start. */
  onFiles(listener: (files: readonly ChosenFile[]) => void): void;
  recentFiles(): Promise<Outcome<readonly RecentFile[]>>;
  openRecentFile(id: string): Promise<Outcome<ChosenFile>>;
  /** An item of the native menu, or its shortcut. */
  onMenu(listener: (command: MenuCommand) => void): void;
  /** The person asked to see a run, from a notification. */
  onShowRun(listener: (run: number) => void): void;
  /** The page's language, for menus, dialogs and notifications. */
  setLanguage(language: string): void;
  /** Whether the person wants to be notified of a run's end. */
  setNotifications(wanted: boolean): void;
  /** From a `dragstart`: what the drag carries to other programs. */
  dragOut(file: OutgoingFile): void;
  /** A run's weights or figures into a file that the person chooses; false when it was cancelled. */
  exportRun(run: number, format: ExportFormat, weights: 'best' | 'last'): Promise<Outcome<boolean>>;
  /** A safetensors file, dropped or else chosen by the person, becomes a run; null when it was cancelled. */
  importModel(file?: DroppedFile): Promise<Outcome<Run | null>>;
  openLogFolder(): Promise<Outcome<null>>;
}
