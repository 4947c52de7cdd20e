/** Every event that the engine sends unasked: its name and payload, once. Events say that something changed; what it
 *  now is, is asked for: the live chart and a reopened run come from the same rows. */
import type { Run } from './entities.ts';

export interface Events {
  /** A text or a data set changed, or a run was added, renamed, archived, trashed, restored or deleted, perhaps by another door. */
  'library-changed': Record<string, never>;
  /** A run's status or progress; sent after its new metric rows were committed, at most ten times a second. */
  'run-changed': { readonly run: Run; readonly evaluations: number; readonly events: number };
  'import-progress': {
    readonly importId: string;
    readonly stage: 'reading' | 'counting' | 'storing';
    readonly bytesDone: number;
    readonly bytesTotal: number;
    readonly bytesPerSecond: number;
    readonly secondsLeft: number | null;
  };
  /** What a `sampling.generate` with this stream has written so far of its sample number `sample`, counted from 0. */
  'sample-progress': {
    readonly stream: string;
    readonly sample: number;
    readonly text: string;
    readonly tokens: number;
  };
}

export type EventName = keyof Events;
export type EventMessage = { readonly [N in EventName]: { readonly event: N; readonly payload: Events[N] } }[EventName];
export type Listener = (message: EventMessage) => void;
