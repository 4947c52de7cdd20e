/** What Electron's main process and the engine's utility process say to each other. The page's requests go past both. */
import type { ErrorPayload, Source } from '#shared/protocol/index.ts';
import type { EngineOptions } from './contract.ts';

export type ToEngine =
  | { readonly kind: 'open'; readonly options: EngineOptions }
  /** Comes with a port: one page's end of the protocol. */
  | { readonly kind: 'connect' }
  | { readonly kind: 'grant'; readonly id: number; readonly path: string; readonly name: string }
  | { readonly kind: 'close' };

export type FromEngine =
  /** `others` says where else this library is open, as a sentence. */
  | { readonly kind: 'opened'; readonly others: string | null }
  /** The store cannot be opened; a restart would not help. */
  | { readonly kind: 'failed'; readonly error: ErrorPayload }
  | { readonly kind: 'granted'; readonly id: number; readonly source: Source }
  | { readonly kind: 'closed' };
