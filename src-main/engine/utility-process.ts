/** PROCESS utility: the engine behind the desktop window. Main opens and closes it; pages talk to it over their ports. */
import type { MessageEvent, MessagePortMain, ParentPort } from 'electron';
import { followTraining, toErrorPayload } from '#shared/protocol/index.ts';
import type { LocalEngine } from './contract.ts';
import type { FromEngine, Task, TaskResult, ToEngine } from './control-messages.ts';
import { createEngine } from './engine.ts';
import { serveProtocol } from './serve-protocol.ts';
import { describeLiveSessions } from './sessions.ts';

const main: ParentPort = process.parentPort;
const tell = (message: FromEngine): void => main.postMessage(message);
let engine: LocalEngine | undefined;

function connect(opened: LocalEngine, port: MessagePortMain): void {
  const client = serveProtocol(opened, (message) => port.postMessage(message));
  port.on('message', (event) => client.receive(event.data));
  port.on('close', () => client.close());
  port.start();
}

async function carryOut(opened: LocalEngine, task: Task): Promise<TaskResult<Task>> {
  switch (task.do) {
    case 'grant-file':
      return { kind: 'file', id: opened.grantFile(task.path, { name: task.name }) };
    case 'find-run':
      return opened.request('runs.get', { run: task.run });
    case 'export-run':
      await opened.exportRun(task.run, task.format, task.path, task.weights);
      return null;
    case 'import-model':
      return opened.importModel(task.path, task.name);
  }
}

async function open(options: Extract<ToEngine, { kind: 'open' }>['options']): Promise<void> {
  try {
    const others = describeLiveSessions(options.dataFolder);
    engine = await createEngine(options);
    engine.subscribe(
      followTraining({
        training: (share) => tell({ kind: 'training', share }),
        ended: (end) => tell({ kind: 'ended', end }),
      }),
    );
    tell({ kind: 'opened', others });
  } catch (error) {
    tell({ kind: 'failed', error: toErrorPayload(error) });
  }
}

async function obey(message: ToEngine, port: MessagePortMain | undefined): Promise<void> {
  if (message.kind === 'open') {
    await open(message.options);
  } else if (message.kind === 'close') {
    await engine?.close();
    tell({ kind: 'closed' });
  } else if (!engine) {
    throw new Error(`The engine was asked to ${message.kind} before it was open.`);
  } else if (message.kind === 'connect') {
    if (port) connect(engine, port);
  } else {
    const { id, task } = message;
    try {
      tell({ kind: 'done', id, result: await carryOut(engine, task) });
    } catch (error) {
      tell({ kind: 'refused', id, error: toErrorPayload(error) });
    }
  }
}

main.on('message', (event: MessageEvent) => {
  // only main holds the other end; a failure here is a fault of the program and ends the process, which main reports
  void obey(event.data as ToEngine, event.ports[0]);
});
