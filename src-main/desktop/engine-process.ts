/** Runs the engine in a utility process: opens it, brokers ports to it, starts it again when it crashes, closes it. */
import { MessageChannelMain, type UtilityProcess, utilityProcess, type WebContents } from 'electron';
import type { ConnectionState, Source } from '#shared/protocol/index.ts';
import type { EngineOptions } from '../engine/contract.ts';
import type { FromEngine, ToEngine } from '../engine/control-messages.ts';
import { CHANNELS } from '../preload/channels.ts';
import { createRestartPolicy } from './restart-policy.ts';

/** Time to write checkpoints at the end, milliseconds. */
const CLOSE_LIMIT = 15_000;

export interface EngineProcess {
  /** Gives the page a port to the engine, now or as soon as it is open, and again after each restart. */
  connect(page: WebContents): void;
  /** Lets pages read one file. */
  grantFile(path: string, name: string): Promise<Source>;
  /** Asks the engine to write its checkpoints and close; ends it after a time limit. */
  close(): Promise<void>;
}

export function startEngineProcess(entry: string, options: EngineOptions): EngineProcess {
  const pages = new Set<WebContents>();
  const restarts = createRestartPolicy();
  const grants = new Map<number, PromiseWithResolvers<Source>>();
  let lastGrant = 0;
  let child: UtilityProcess;
  let closing: Promise<void> | undefined;
  let opened = false;
  let lost: ConnectionState | undefined;
  let notice: string | undefined;

  const tell = (message: ToEngine): void => child.postMessage(message);

  function handOverPort(page: WebContents): void {
    const { port1, port2 } = new MessageChannelMain();
    child.postMessage({ kind: 'connect' } satisfies ToEngine, [port1]);
    page.postMessage(CHANNELS.port, { status: 'connected', notice } satisfies ConnectionState, [port2]);
  }

  function lose(message: string, retrying: boolean): void {
    opened = false;
    lost = { status: 'lost', message, retrying };
    for (const page of pages) page.send(CHANNELS.lost, lost);
    for (const { reject } of grants.values()) reject(new Error(message));
    grants.clear();
  }

  function hear(message: FromEngine): void {
    if (message.kind === 'opened') {
      opened = true;
      lost = undefined;
      notice ??= message.others ?? undefined;
      for (const page of pages) handOverPort(page);
    } else if (message.kind === 'failed') {
      lose(message.error.message, false);
    } else if (message.kind === 'granted') {
      grants.get(message.id)?.resolve(message.source);
      grants.delete(message.id);
    }
  }

  function start(): void {
    child = utilityProcess.fork(entry, [], { serviceName: 'Unfold engine' });
    child.on('message', hear);
    child.once('exit', (code) => {
      if (closing) return;
      if (restarts.mayRestart()) {
        notice = `The engine ended unexpectedly (code ${code}) and was started again. Resume interrupted runs from their last checkpoint.`;
        lose('The engine ended unexpectedly and is being started again.', true);
        start();
      } else {
        lose('The engine ended unexpectedly several times. Quit Unfold and start it again.', false);
      }
    });
    tell({ kind: 'open', options });
  }

  async function close(): Promise<void> {
    if (child.pid === undefined) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const closed = new Promise<void>((resolve) =>
      child.on('message', (message: FromEngine) => {
        if (message.kind === 'closed') resolve();
      }),
    );
    tell({ kind: 'close' });
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<void>((resolve) => (timer = setTimeout(resolve, CLOSE_LIMIT)));
    await Promise.race([closed, ended, tooLong]);
    clearTimeout(timer);
    child.kill();
  }

  start();
  return {
    connect(page) {
      if (!pages.has(page)) page.once('destroyed', () => pages.delete(page));
      pages.add(page);
      if (opened) handOverPort(page);
      else if (lost) page.send(CHANNELS.lost, lost);
    },
    grantFile(path, name) {
      const id = ++lastGrant;
      const granted = Promise.withResolvers<Source>();
      grants.set(id, granted);
      tell({ kind: 'grant', id, path, name });
      return granted.promise;
    },
    close: () => (closing ??= close()),
  };
}
