/** What the pages hold of the engine, the same in the desktop window and in a browser. */
import type { ChosenFile, ConnectionState, Listener, Request, Source } from '#shared/protocol/index.ts';

export type { ChosenFile, ConnectionState } from '#shared/protocol/index.ts';

export interface TakeFileOptions {
  /** Browser door: bytes uploaded so far. The desktop reads the file where it lies and never calls it. */
  readonly progress?: (bytesDone: number) => void;
  readonly signal?: AbortSignal;
}

export interface Connection {
  readonly door: 'desktop' | 'browser';
  /** Rejects with an UnfoldError; at once while the connection is lost. */
  readonly request: Request;
  /** Events of the engine. After a reconnection `library-changed` is sent, since events may have been missed. */
  subscribe(listener: Listener): () => void;
  readonly state: ConnectionState;
  /** Called with each later change of `state`. */
  onStateChange(listener: (state: ConnectionState) => void): () => void;
  /** A dropped file, as a source for a request. The browser door uploads it to the engine's own machine first. */
  takeFile(file: File, options?: TakeFileOptions): Promise<Source>;
  /** Asks the person for text files; an empty list when cancelled. In a browser they are still to be taken in. */
  chooseFiles(): Promise<readonly (ChosenFile | File)[]>;
}
