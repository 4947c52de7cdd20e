/** A wire over a WebSocket that connects again after a loss, at growing intervals of at most 5 s. */
import type { ConnectionState, ServerMessage } from '#shared/protocol/index.ts';
import type { Wire } from './client.ts';

const FIRST_DELAY = 250; // milliseconds
const LONGEST_DELAY = 5000;

export function webSocketWire(url: string): Wire {
  let socket: WebSocket;
  let delay = FIRST_DELAY;
  let receive: (message: ServerMessage) => void = () => undefined;
  let tell: (state: ConnectionState) => void = () => undefined;
  let state: ConnectionState = { status: 'lost', message: 'Connecting …', retrying: true };

  const change = (next: ConnectionState): void => {
    state = next;
    tell(next);
  };
  const open = (): void => {
    socket = new WebSocket(url);
    socket.addEventListener('open', () => {
      delay = FIRST_DELAY;
      change({ status: 'connected' });
    });
    socket.addEventListener('message', (event: MessageEvent<string>) =>
      receive(JSON.parse(event.data) as ServerMessage),
    );
    // a failed attempt ends in `close` too
    socket.addEventListener('close', () => {
      change({
        status: 'lost',
        message: 'The connection to Unfold was lost. If it was stopped, start it again and open its new address.',
        retrying: true,
      });
      setTimeout(open, delay);
      delay = Math.min(2 * delay, LONGEST_DELAY);
    });
  };
  open();

  return {
    send: (message) => socket.send(JSON.stringify(message)),
    onMessage(listener) {
      receive = listener;
    },
    onState(listener) {
      tell = listener;
      listener(state);
    },
  };
}
