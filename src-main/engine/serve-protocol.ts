/** Answers one client of the engine over any channel that carries the protocol's messages. */
import { parseRequestMessage, type ServerMessage, toErrorPayload } from '#shared/protocol/index.ts';
import type { Engine } from './contract.ts';

/** The id of a reply to something that was no request. Clients number theirs from 1. */
export const UNREADABLE_REQUEST = 0;

export interface ProtocolClient {
  /** A message as it arrived, unvalidated. */
  receive(data: unknown): void;
  /** The client is gone: no event or reply is sent any more. */
  close(): void;
}

export function serveProtocol(engine: Engine, send: (message: ServerMessage) => void): ProtocolClient {
  let open = true;
  const reply = (message: ServerMessage): void => {
    if (open) send(message);
  };
  const unsubscribe = engine.subscribe(reply);

  async function answer(data: unknown): Promise<void> {
    let id = UNREADABLE_REQUEST;
    try {
      const message = parseRequestMessage(data);
      id = message.id;
      reply({ id, result: await engine.requestUnchecked(message.name, message.args) });
    } catch (error) {
      reply({ id, error: toErrorPayload(error) });
    }
  }

  return {
    receive: (data) => void answer(data),
    close() {
      open = false;
      unsubscribe();
    },
  };
}
