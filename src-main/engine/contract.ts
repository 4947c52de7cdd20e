/** What a door (desktop, browser, terminal) holds: the protocol's requests and events, and the few things only a door may do. */
import type { Listener, Request } from '#shared/protocol/index.ts';

export type DoorName = 'desktop' | 'browser' | 'terminal' | 'test';

export interface EngineOptions {
  readonly door: DoorName;
  /** Holds the database, uploads, sessions and logs; created when missing. */
  readonly dataFolder: string;
  /** Where the compiled kernels (*.wasm) lie. */
  readonly kernelsFolder: string;
  /** The entry file of the training worker thread. */
  readonly trainingWorkerFile: string;
  /** The program's version, recorded with every run. */
  readonly version: string;
}

export interface Engine {
  /** Validates, then answers; rejects with an UnfoldError. */
  readonly request: Request;
  /** As `request`, for messages that arrive unvalidated from another process. */
  requestUnchecked(name: string, args: unknown): Promise<unknown>;
  subscribe(listener: Listener): () => void;
  /**
   * Lets the protocol's client read one file: returns the id for a `{kind: 'file', id}` source. Only doors call it, for
   * files that the person chose. With `temporary` the file is deleted after its import.
   */
  grantFile(path: string, options?: { readonly name?: string; readonly temporary?: boolean }): string;
  /** Writes checkpoints, ends the worker threads, closes the database. Runs in progress become `stopped`. */
  close(): Promise<void>;
}
