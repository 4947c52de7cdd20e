/** The protocol's client: numbers the requests, settles them with their replies, hands events to the listeners. */
import type {
  ConnectionState,
  EventMessage,
  Listener,
  Request,
  RequestMessage,
  Result,
  ServerMessage,
} from '#shared/protocol/index.ts';
import { fromErrorPayload, UnfoldError } from '#shared/protocol/index.ts';
import { createEventPace } from './event-pace.ts';

/** One channel to the engine: a MessagePort behind the preload, or a WebSocket. */
export interface Wire {
  send(message: RequestMessage): void;
  onMessage(listener: (message: ServerMessage) => void): void;
  /** Called at once with the present state, then with each change. */
  onState(listener: (state: ConnectionState) => void): void;
}

export interface Client {
  readonly request: Request;
  subscribe(listener: Listener): () => void;
  readonly state: ConnectionState;
  onStateChange(listener: (state: ConnectionState) => void): () => void;
  /** Resolves once the wire is connected, or known not to connect by itself. */
  readonly settled: Promise<void>;
}

interface Pending {
  resolve(result: unknown): void;
  reject(error: UnfoldError): void;
}

export function createClient(wire: Wire): Client {
  const pending = new Map<number, Pending>();
  const listeners = new Set<Listener>();
  const stateListeners = new Set<(state: ConnectionState) => void>();
  let state: ConnectionState = { status: 'lost', message: 'Connecting …', retrying: true };
  let wasConnected = false;
  let lastId = 0;
  const { promise: settled, resolve: settle } = Promise.withResolvers<void>();

  const emit = createEventPace((message: EventMessage): void => {
    for (const listener of listeners) listener(message);
  });

  wire.onMessage((message) => {
    if ('event' in message) {
      emit(message);
      return;
    }
    const waiting = pending.get(message.id);
    pending.delete(message.id);
    if ('error' in message) waiting?.reject(fromErrorPayload(message.error));
    else waiting?.resolve(message.result);
  });

  wire.onState((next) => {
    state = next;
    if (next.status === 'lost') {
      for (const { reject } of pending.values())
        reject(
          new UnfoldError(
            'conflict',
            `${next.message} The last action may or may not have been done: look, then repeat.`,
          ),
        );
      pending.clear();
    }
    for (const listener of stateListeners) listener(next);
    if (next.status === 'connected' || !next.retrying) settle();
    if (next.status !== 'connected') return;
    if (wasConnected) emit({ event: 'library-changed', payload: {} });
    wasConnected = true;
  });

  return {
    settled,
    request: (name, args) =>
      new Promise((resolve, reject) => {
        if (state.status === 'lost') {
          reject(new UnfoldError('conflict', state.message));
          return;
        }
        const id = ++lastId;
        // the reply to a request of this name carries this name's result
        pending.set(id, { resolve: (result) => resolve(result as Result<typeof name>), reject });
        wire.send({ id, name, args });
      }),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get state() {
      return state;
    },
    onStateChange(listener) {
      stateListeners.add(listener);
      return () => stateListeners.delete(listener);
    },
  };
}
