/** The page's client of the protocol, over a wire that the test holds. */
import { describe, expect, test, vi } from 'vitest';
import type { ConnectionState, RequestMessage, ServerMessage } from '#shared/protocol/index.ts';
import { createClient } from '../../src-renderer/connection/client.ts';

function wire() {
  const sent: RequestMessage[] = [];
  let receive: (message: ServerMessage) => void;
  let tell: (state: ConnectionState) => void;
  const client = createClient({
    send: (message) => sent.push(message),
    onMessage: (listener) => (receive = listener),
    onState(listener) {
      tell = listener;
      listener({ status: 'lost', message: 'Connecting …', retrying: true });
    },
  });
  return {
    client,
    sent,
    receive: (message: ServerMessage) => receive(message),
    tell: (state: ConnectionState) => tell(state),
  };
}
const CONNECTED = { status: 'connected' } as const;
const LOST = { status: 'lost', message: 'The line is cut.', retrying: true } as const;

describe('requests', () => {
  test('are settled by the reply with their number, in any order', async () => {
    const { client, sent, receive, tell } = wire();
    tell(CONNECTED);
    const runs = client.request('runs.list', {});
    const corpora = client.request('corpora.list', {});
    expect(sent).toEqual([
      { id: 1, name: 'runs.list', args: {} },
      { id: 2, name: 'corpora.list', args: {} },
    ]);
    receive({ id: 2, error: { kind: 'not-found', message: 'Gone.' } });
    receive({ id: 1, result: [] });
    expect(await runs).toEqual([]);
    await expect(corpora).rejects.toMatchObject({ name: 'UnfoldError', kind: 'not-found', message: 'Gone.' });
  });
  test('fail at once while the connection is lost, and nothing is sent', async () => {
    const { client, sent } = wire();
    await expect(client.request('runs.list', {})).rejects.toMatchObject({ kind: 'conflict' });
    expect(sent).toEqual([]);
  });
  test('that wait when the connection is lost fail with what happened', async () => {
    const { client, tell } = wire();
    tell(CONNECTED);
    const waiting = client.request('runs.list', {});
    tell(LOST);
    await expect(waiting).rejects.toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining('The line is cut.'),
    });
  });
});

describe('events and states', () => {
  test('reach every listener until it unsubscribes', () => {
    const { client, receive } = wire();
    const first = vi.fn();
    const second = vi.fn();
    const unsubscribe = client.subscribe(first);
    client.subscribe(second);
    receive({ event: 'library-changed', payload: {} });
    unsubscribe();
    receive({ event: 'library-changed', payload: {} });
    expect(first).toHaveBeenCalledTimes(1);
    expect(second).toHaveBeenCalledTimes(2);
  });
  test('a reconnection, and not the first connection, says that the library may have changed', () => {
    const { client, tell } = wire();
    const listener = vi.fn();
    client.subscribe(listener);
    tell(CONNECTED);
    expect(listener).not.toHaveBeenCalled();
    tell(LOST);
    expect(client.state).toBe(LOST);
    tell(CONNECTED);
    expect(listener).toHaveBeenCalledExactlyOnceWith({ event: 'library-changed', payload: {} });
  });
  test('it is settled by a connection, or by a loss that nothing will mend', async () => {
    const good = wire();
    good.tell(CONNECTED);
    await good.client.settled;
    const bad = wire();
    bad.tell({ status: 'lost', message: 'The database is newer than this program.', retrying: false });
    await bad.client.settled;
    expect(bad.client.state).toMatchObject({ retrying: false });
  });
});
