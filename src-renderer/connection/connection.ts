/** What the pages hold of the engine, the same in the desktop window and in a browser. */
import type {
  ChosenFile,
  ConnectionState,
  ExportFormat,
  FolderFiles,
  Listener,
  MenuCommand,
  OutgoingFile,
  RecentFile,
  Request,
  Run,
  Source,
} from '#shared/protocol/index.ts';

export type { ChosenFile, ConnectionState } from '#shared/protocol/index.ts';

export interface TakeFileOptions {
  /** Browser door: bytes uploaded so far. The desktop reads the file where it lies and never calls it. */
  readonly progress?: (bytesDone: number) => void;
  readonly signal?: AbortSignal;
}

/** Chosen in a browser, a file is still to be taken in with `takeFile`. */
export type TextFile = ChosenFile | File;

/** Ends what it was returned for: a listener is called no more. */
export type Unsubscribe = () => void;

export interface Connection {
  readonly door: 'desktop' | 'browser';
  /** Rejects with an UnfoldError; at once while the connection is lost. */
  readonly request: Request;
  /** Events of the engine. After a reconnection `library-changed` is sent, since events may have been missed. */
  subscribe(listener: Listener): Unsubscribe;
  readonly state: ConnectionState;
  /** Called with each later change of `state`. */
  onStateChange(listener: (state: ConnectionState) => void): Unsubscribe;

  /** A dropped file, as a source for a request. The browser door uploads it to the engine's own machine first. */
  takeFile(file: File, options?: TakeFileOptions): Promise<Source>;
  /** Asks the person for text files; an empty list when cancelled. */
  chooseFiles(): Promise<readonly TextFile[]>;
  /** Asks the person for a folder, and answers the text files in it at any depth; null when cancelled. */
  chooseFolder(): Promise<FolderFiles<TextFile> | null>;
  /**
   * Dropped files, and the text files of dropped folders at any depth. Must be called while the `drop` event is handled:
   * a browser forgets what was dropped after it.
   */
  takeDropped(transfer: DataTransfer): Promise<FolderFiles<TextFile>>;
  /** Files that the system handed over. Never called in a browser. */
  onFiles(listener: (files: readonly ChosenFile[]) => void): Unsubscribe;
  /** Text files that were opened before and are still there; none in a browser, which forgets them. */
  recentFiles(): Promise<readonly RecentFile[]>;
  openRecentFile(id: string): Promise<ChosenFile>;

  /** An item of the native menu. Never called in a browser. */
  onMenu(listener: (command: MenuCommand) => void): Unsubscribe;
  /** The person asked to see a run, by a click on a notification. */
  onShowRun(listener: (run: number) => void): Unsubscribe;
  /** The page's language, for menus, dialogs and notifications. */
  setLanguage(language: string): void;
  /** Desktop: whether the system notifies of a run's end. A browser's page does so itself. */
  setNotifications(wanted: boolean): void;

  /** Saves something that the page made itself: a sample, a chart, figures. The browser or the system asks where. */
  saveFile(file: OutgoingFile): void;
  /** In a `dragstart`: what the drag carries to other programs. */
  dragOut(event: DragEvent, file: OutgoingFile): void;
  /** A run's weights or figures as a file; false when the person cancelled. */
  exportRun(run: number, format: ExportFormat, weights: 'best' | 'last'): Promise<boolean>;
  /** A safetensors file, dropped or else chosen by the person, becomes a run; null when cancelled. */
  importModel(file?: File): Promise<Run | null>;
  /** Shows the folder with the log; null where the page cannot: `engine.info` says where it lies. */
  readonly openLogFolder: (() => Promise<void>) | null;
}
