/** PROCESS utility: the engine behind the desktop window. Main opens and closes it; pages talk to it over their ports. */
import type { MessageEvent, MessagePortMain, ParentPort } from 'electron';
import { toErrorPayload } from '#shared/protocol/index.ts';
import type { Engine } from './contract.ts';
import type { FromEngine, ToEngine } from './control-messages.ts';
import { createEngine } from './engine.ts';
import { serveProtocol } from './serve-protocol.ts';
import { describeLiveSessions } from './sessions.ts';

const main: ParentPort = process.parentPort;
const tell = (message: FromEngine): void => main.postMessage(message);
let engine: Engine | undefined;

function connect(opened: Engine, port: MessagePortMain): void {
  const client = serveProtocol(opened, (message) => port.postMessage(message));
  port.on('message', (event) => client.receive(event.data));
  port.on('close', () => client.close());
  port.start();
}

async function obey(message: ToEngine, port: MessagePortMain | undefined): Promise<void> {
  if (message.kind === 'open') {
    try {
      const others = describeLiveSessions(message.options.dataFolder);
      engine = await createEngine(message.options);
      tell({ kind: 'opened', others });
    } catch (error) {
      tell({ kind: 'failed', error: toErrorPayload(error) });
    }
  } else if (message.kind === 'close') {
    await engine?.close();
    tell({ kind: 'closed' });
  } else if (!engine) {
    throw new Error(`The engine was asked to ${message.kind} before it was open.`);
  } else if (message.kind === 'connect') {
    if (port) connect(engine, port);
  } else {
    const id = engine.grantFile(message.path, { name: message.name });
    tell({ kind: 'granted', id: message.id, source: { kind: 'file', id } });
  }
}

main.on('message', (event: MessageEvent) => {
  // only main holds the other end; a failure here is a fault of the program and ends the process, which main reports
  void obey(event.data as ToEngine, event.ports[0]);
});
