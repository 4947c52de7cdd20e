/**
 * Sends to one WebSocket without piling up memory for a slow reader. Replies always go out; events wait while much is
 * unsent, and of several about the same run or import only the last is kept, since each tells the whole state.
 */
import type { WebSocket } from 'ws';
import type { EventMessage, ServerMessage } from '#shared/protocol/index.ts';

const FULL = 1024 * 1024; // bytes unsent
const RETRY = 100; // milliseconds

function subject(message: EventMessage): string {
  if (message.event === 'run-changed') return `run ${message.payload.run.id}`;
  if (message.event === 'import-progress') return `import ${message.payload.importId}`;
  if (message.event === 'sample-progress') return `sample ${message.payload.sample} of ${message.payload.stream}`;
  return message.event;
}

export function createOutbox(socket: WebSocket): { send(message: ServerMessage): void; close(): void } {
  const held = new Map<string, EventMessage>();
  let timer: NodeJS.Timeout | undefined;

  const write = (message: ServerMessage): void => socket.send(JSON.stringify(message));

  function drain(): void {
    timer = undefined;
    if (socket.bufferedAmount > FULL) {
      timer = setTimeout(drain, RETRY);
      return;
    }
    for (const message of held.values()) write(message);
    held.clear();
  }

  return {
    send(message) {
      if ('event' in message && (timer !== undefined || socket.bufferedAmount > FULL)) {
        held.set(subject(message), message);
        timer ??= setTimeout(drain, RETRY);
      } else {
        write(message);
      }
    },
    close: () => clearTimeout(timer),
  };
}
