/** What is sent to a page that reads slowly. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { WebSocket } from 'ws';
import type { ServerMessage } from '#shared/protocol/index.ts';
import { createOutbox } from '../../src-main/serve/outbox.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const progress = (importId: string, bytesDone: number): ServerMessage => ({
  event: 'import-progress',
  payload: { importId, stage: 'reading', bytesDone, bytesTotal: 100, bytesPerSecond: 1, secondsLeft: null },
});

function slowSocket() {
  const sent: unknown[] = [];
  const socket = { bufferedAmount: 0, send: (text: string) => sent.push(JSON.parse(text)) };
  return { socket, sent, outbox: createOutbox(socket as unknown as WebSocket) };
}

test('a fast reader gets everything in order', () => {
  const { sent, outbox } = slowSocket();
  const messages = [progress('a', 1), { id: 1, result: [] }, progress('a', 2)];
  for (const message of messages) outbox.send(message);
  expect(sent).toEqual(messages);
});

test('a slow reader gets its replies, and of events about one thing only the last', () => {
  const { socket, sent, outbox } = slowSocket();
  socket.bufferedAmount = 5_000_000;
  outbox.send(progress('a', 1));
  outbox.send({ id: 1, result: [] });
  outbox.send(progress('b', 1));
  outbox.send(progress('a', 2));
  expect(sent).toEqual([{ id: 1, result: [] }]);
  vi.advanceTimersByTime(1000);
  expect(sent).toHaveLength(1);
  socket.bufferedAmount = 0;
  vi.advanceTimersByTime(1000);
  expect(sent.slice(1)).toEqual([progress('a', 2), progress('b', 1)]);
  outbox.send(progress('a', 3));
  expect(sent).toHaveLength(4);
});

test('one that is closed holds no timer', () => {
  const { socket, outbox } = slowSocket();
  socket.bufferedAmount = 5_000_000;
  outbox.send(progress('a', 1));
  outbox.close();
  expect(vi.getTimerCount()).toBe(0);
});
