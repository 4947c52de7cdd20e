/** What the preload exposes to the page as `window.unfold`, and nothing else. Absent in the browser door. */
import type { ErrorPayload } from './errors.ts';
import type { Source } from './requests.ts';
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
}
