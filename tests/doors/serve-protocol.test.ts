/** One client of the engine over a channel, with an engine that the test holds. */
import { expect, test } from 'vitest';
import { type Listener, type ServerMessage, UnfoldError } from '#shared/protocol/index.ts';
import type { Engine } from '../../src-main/engine/contract.ts';
import { serveProtocol } from '../../src-main/engine/serve-protocol.ts';

function served(answer: (name: string, args: unknown) => Promise<unknown>) {
  const listeners = new Set<Listener>();
  const sent: ServerMessage[] = [];
  const engine: Pick<Engine, 'requestUnchecked' | 'subscribe'> = {
    requestUnchecked: answer,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const client = serveProtocol(engine as Engine, (message) => sent.push(message));
  return { client, sent, listeners };
}
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('answers with results and with typed errors', async () => {
  const { client, sent } = served((name) =>
    name === 'runs.list' ? Promise.resolve([]) : Promise.reject(new UnfoldError('refused', 'Not this one.', 'why')),
  );
  client.receive({ id: 4, name: 'runs.list', args: {} });
  client.receive({ id: 5, name: 'runs.get', args: {} });
  await settle();
  expect(sent).toEqual([
    { id: 4, result: [] },
    { id: 5, error: { kind: 'refused', message: 'Not this one.', details: 'why' } },
  ]);
});

test.each([undefined, null, 'text', 7, [], {}, { id: 'x', name: 'runs.list', args: {} }, { id: 1.5, name: 'a' }])(
  'answers %j, which is no request, with an error under the number 0',
  async (data) => {
    const { client, sent } = served(() => Promise.resolve(null));
    client.receive(data);
    await settle();
    expect(sent).toEqual([{ id: 0, error: expect.objectContaining({ kind: 'invalid-request' }) }]);
  },
);

test('passes events on, and sends nothing after it was closed', async () => {
  const waiting = Promise.withResolvers<unknown>();
  const { client, sent, listeners } = served(() => waiting.promise);
  for (const listener of listeners) listener({ event: 'library-changed', payload: {} });
  expect(sent).toEqual([{ event: 'library-changed', payload: {} }]);
  client.receive({ id: 1, name: 'runs.list', args: {} });
  client.close();
  expect(listeners.size).toBe(0);
  waiting.resolve([]);
  await settle();
  expect(sent).toHaveLength(1);
});
