/** The names of the channels between preload and main: few, since the protocol itself goes past main. */
export const CHANNELS = {
  /** Preload asks for a port to the engine. */
  connect: 'unfold:connect',
  /** Main hands over the port. Carries a ConnectionState. */
  port: 'unfold:port',
  /** Main tells that the engine is lost. Carries a ConnectionState. */
  lost: 'unfold:lost',
  /** Invoked with the path of a dropped file; answers Outcome<Source>. */
  grantFile: 'unfold:grant-file',
  /** Invoked to show the system's dialog; answers Outcome<readonly ChosenFile[]>. */
  chooseFiles: 'unfold:choose-files',
} as const;
