/** THREAD: trains one run, from its last checkpoint or from the start, until it is done or told to end. */
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { toErrorPayload } from '#shared/protocol/index.ts';
import { joinStore } from '../store/open-store.ts';
import { KernelThreads } from './kernel-threads.ts';
import { trainRun } from './train-run.ts';
import type { FromTrainer, ToTrainer, TrainingOrder } from './training-messages.ts';

if (parentPort === null) throw new Error('This file is the entry of a worker thread.');
const port = parentPort;
const order = workerData as TrainingOrder;
const tell = (message: FromTrainer): void => port.postMessage(message);

const kernelThreads = new KernelThreads(import.meta.filename, (line) => tell({ kind: 'noted', line }));

try {
  const database = joinStore(order.dataFolder);
  try {
    const end = trainRun(order, {
      database,
      clock: () => performance.now() / 1000,
      nextWish: () => receiveMessageOnPort(port)?.message as ToTrainer | undefined,
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
