/** Asks the engine behind a browser door, as a page does, through a connection of its own. */
import { WebSocket } from 'ws';
import type { Arguments, RequestName, Result } from '#shared/protocol/index.ts';
import type { BrowserDoor } from './launch-browser-door.ts';

export const secretOf = (door: BrowserDoor): string => new URL(door.url).searchParams.get('token') ?? '';

/** @throws an error with the engine's sentence */
export function askDoor<N extends RequestName>(door: BrowserDoor, name: N, args: Arguments<N>): Promise<Result<N>> {
  const socket = new WebSocket(
    `${door.origin.replace('http', 'ws')}/socket`,
    ['unfold', `unfold-secret.${secretOf(door)}`],
    { origin: door.origin },
  );
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('open', () => socket.send(JSON.stringify({ id: 1, name, args })));
    socket.on('message', (message: Buffer) => {
      const answer: { id?: number; result: Result<N>; error?: { message: string } } = JSON.parse(message.toString());
      if (answer.id !== 1) return;
      socket.close();
      if (answer.error) reject(new Error(answer.error.message));
      else resolve(answer.result);
    });
  });
}
