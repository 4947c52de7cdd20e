/** Runs the engine in a utility process: opens it, brokers ports to it, starts it again when it crashes, closes it. */
import { MessageChannelMain, type UtilityProcess, utilityProcess, type WebContents } from 'electron';
import {
  type ConnectionState,
  type TrainingNewsListener,
  type TrainingShare,
  UnfoldError,
} from '#shared/protocol/index.ts';
import type { EngineOptions } from '../engine/contract.ts';
import type { FromEngine, Task, TaskResult, ToEngine } from '../engine/control-messages.ts';
import { CHANNELS } from '../preload/channels.ts';
import { EngineTasks } from './engine-tasks.ts';
import { createRestartPolicy } from './restart-policy.ts';

/** Time to write checkpoints at the end, milliseconds. */
const CLOSE_LIMIT = 15_000;

export interface EngineProcess {
  /** Gives the page a port to the engine, now or as soon as it is open, and again after each restart. */
  connect(page: WebContents): void;
  /** @throws UnfoldError */
  ask<T extends Task>(task: T): Promise<TaskResult<T>>;
  /** Asks the engine to write its checkpoints and close; ends it after a time limit. */
  close(): Promise<void>;
}

/** @param news told how training goes, of a crash as an interruption of the run that trained */
export function startEngineProcess(entry: string, options: EngineOptions, news: TrainingNewsListener): EngineProcess {
  const pages = new Set<WebContents>();
  const restarts = createRestartPolicy();
  let training: TrainingShare | null = null;
  let child: UtilityProcess;
  let closing: Promise<void> | undefined;
  let opened = false;
  let lost: ConnectionState | undefined;
  let notice: string | undefined;

  const tell = (message: ToEngine): void => child.postMessage(message);
  const tasks = new EngineTasks(tell);

  function hearTraining(share: TrainingShare | null): void {
    training = share;
    news.training(share);
  }

  function handOverPort(page: WebContents): void {
    const { port1, port2 } = new MessageChannelMain();
    child.postMessage({ kind: 'connect' } satisfies ToEngine, [port1]);
    page.postMessage(CHANNELS.port, { status: 'connected', notice } satisfies ConnectionState, [port2]);
  }

  function lose(message: string, retrying: boolean): void {
    opened = false;
    lost = { status: 'lost', message, retrying };
    for (const page of pages) page.send(CHANNELS.lost, lost);
    tasks.lost(message);
    const broken = training;
    hearTraining(null);
    if (broken) news.ended({ run: broken.run, name: broken.name, status: 'interrupted', message });
  }

  function hear(message: FromEngine): void {
    if (message.kind === 'opened') {
      opened = true;
      lost = undefined;
      notice ??= message.others ?? undefined;
      tasks.opened();
      for (const page of pages) handOverPort(page);
    } else if (message.kind === 'failed') {
      lose(message.error.message, false);
    } else if (message.kind === 'training') {
      hearTraining(message.share);
    } else if (message.kind === 'ended') {
      news.ended(message.end);
    } else if (message.kind === 'done') {
      tasks.done(message.id, message.result);
    } else if (message.kind === 'refused') {
      tasks.refused(message.id, message.error);
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
    ask(task) {
      if (lost?.status === 'lost' && !lost.retrying) return Promise.reject(new UnfoldError('conflict', lost.message));
      return tasks.ask(task);
    },
    close: () => (closing ??= close()),
  };
}
