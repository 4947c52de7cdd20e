/** A wire over a WebSocket that connects again after a loss, at growing intervals of at most 5 s. */
import type { ConnectionState, ServerMessage } from '#shared/protocol/index.ts';
import type { Wire } from './client.ts';

const FIRST_DELAY = 250; // milliseconds
const LONGEST_DELAY = 5000;

const LOST = 'The connection to Unfold was lost. If it was stopped, start it again and open its new address.';
const OTHER_START = 'Unfold was started anew since this page was opened. Open the address that it printed then.';

/** @param isKnown asked when the door does not answer: false when it answers, but to other secrets than this page's */
export function webSocketWire(url: string, protocols: string[], isKnown: () => Promise<boolean>): Wire {
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
    socket = new WebSocket(url, protocols);
    socket.addEventListener('open', () => {
      delay = FIRST_DELAY;
      change({ status: 'connected' });
    });
    socket.addEventListener('message', (event: MessageEvent<string>) =>
      receive(JSON.parse(event.data) as ServerMessage),
    );
    // a failed attempt ends in `close` too
    socket.addEventListener('close', () => {
      change({ status: 'lost', message: LOST, retrying: true });
      setTimeout(() => void retry(), delay);
      delay = Math.min(2 * delay, LONGEST_DELAY);
    });
  };
  const retry = async (): Promise<void> => {
    if (await isKnown()) open();
    else change({ status: 'lost', message: OTHER_START, retrying: false });
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
