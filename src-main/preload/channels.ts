/** The names of the channels between preload and main: few, since the protocol itself goes past main. */
export const CHANNELS = {
  /** Preload asks for a port to the engine, and for whatever waits for a page. */
  connect: 'unfold:connect',
  /** Main hands over the port. Carries a ConnectionState. */
  port: 'unfold:port',
  /** Main tells that the engine is lost. Carries a ConnectionState. */
  lost: 'unfold:lost',

  /** Invoked with the path of a dropped file; answers Outcome<Source>. */
  grantFile: 'unfold:grant-file',
  /** Invoked with the path of a dropped folder; answers Outcome<FolderFiles<ChosenFile>>. */
  grantFolder: 'unfold:grant-folder',
  /** Invoked to show the system's dialog; answers Outcome<readonly ChosenFile[]>. */
  chooseFiles: 'unfold:choose-files',
  /** Invoked to show the system's dialog; answers Outcome<FolderFiles<ChosenFile> | null>. */
  chooseFolder: 'unfold:choose-folder',
  /** Answers Outcome<readonly RecentFile[]>. */
  recentFiles: 'unfold:recent-files',
  /** Invoked with an id; answers Outcome<ChosenFile>. */
  openRecentFile: 'unfold:open-recent-file',

  /** Main hands over files that the system gave it. Carries readonly ChosenFile[]. */
  files: 'unfold:files',
  /** An item of the menu. Carries a MenuCommand. */
  menu: 'unfold:menu',
  /** A notification was clicked. Carries the run's id. */
  showRun: 'unfold:show-run',

  /** The page's language. */
  setLanguage: 'unfold:set-language',
  /** Whether notifications are wanted. */
  setNotifications: 'unfold:set-notifications',
  /** A drag begins. Carries an OutgoingFile. */
  dragOut: 'unfold:drag-out',
  /** Invoked with run, format and weights; answers Outcome<boolean>. */
  exportRun: 'unfold:export-run',
  /** Invoked with the path of a dropped file, or null for the dialog; answers Outcome<Run | null>. */
  importModel: 'unfold:import-model',
  /** Answers Outcome<null>. */
  openLogFolder: 'unfold:open-log-folder',
} as const;
