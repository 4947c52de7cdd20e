/** THREAD: trains one run, from its last checkpoint or from the start, until it is done or told to end. */
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { toErrorPayload } from '#shared/protocol/index.ts';
import { joinStore } from '../store/open-store.ts';
import { KernelThreads } from './kernel-threads.ts';
import { trainRun } from './train-run.ts';
import type { FromTrainer, ThreadOrder, ToTrainer } from './training-messages.ts';

if (parentPort === null) throw new Error('This file is the entry of a worker thread.');
const port = parentPort;
const order = workerData as ThreadOrder;
const tell = (message: FromTrainer): void => port.postMessage(message);

const messages = new Int32Array(order.messages);
/** How many had been sent when it was looked for one last: `wait` ends at once when there are more. */
let seen = 0;
function nextWish(): ToTrainer | undefined {
  seen = Atomics.load(messages, 0);
  return receiveMessageOnPort(port)?.message as ToTrainer | undefined;
}

const kernelThreads = new KernelThreads(import.meta.filename, (line) => tell({ kind: 'noted', line }));

try {
  const database = joinStore(order.dataFolder);
  try {
    const end = trainRun(order, {
      database,
      clock: () => performance.now() / 1000,
      nextWish,
      wait: (seconds) => void Atomics.wait(messages, 0, seen, seconds * 1000),
      tell,
      kernelHelp: kernelThreads,
    });
    tell({ kind: 'done', end });
  } finally {
    kernelThreads.close();
    database.close();
  }
} catch (error) {
  tell({ kind: 'broken', error: toErrorPayload(error) });
}
