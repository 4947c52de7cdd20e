/** THREAD: reads texts (import, preview, baselines, statistics, evaluation, scores) and data sets, and measures speed, so that the engine keeps answering. */
import { parentPort } from 'node:worker_threads';
import { DataError } from '#shared/datasets/data-error.ts';
import { toErrorPayload, UnfoldError } from '#shared/protocol/index.ts';
import { TextError } from '#shared/text/text-error.ts';
import { importDataSet } from './data-set-jobs/import-data-set.ts';
import { previewDataSet } from './data-set-jobs/preview-data-set.ts';
import { readLabelled } from './data-set-jobs/read-pictures.ts';
import { KernelThreads } from './kernel-threads.ts';
import { measurePerceptronSpeed } from './perceptron-jobs/measure-perceptron-speed.ts';
import { readRows } from './perceptron-jobs/read-rows.ts';
import { computeBaselines } from './text-jobs/compute-baselines.ts';
import { computeStatistics } from './text-jobs/compute-statistics.ts';
import { encodeText } from './text-jobs/encode-text.ts';
import { importText } from './text-jobs/import-text.ts';
import { measureSpeed } from './text-jobs/measure-speed.ts';
import { placeText } from './text-jobs/place-text.ts';
import { previewSources } from './text-jobs/preview-text.ts';
import { scoreByTrigram } from './text-jobs/score-by-trigram.ts';
import type { FromTextThread, TextOrder } from './text-jobs/text-messages.ts';

if (parentPort === null) throw new Error('This file is the entry of a worker thread.');
const port = parentPort;
const tell = (message: FromTextThread): void => port.postMessage(message);

function work(order: TextOrder): unknown {
  switch (order.job) {
    case 'import':
      return importText(order, (progress) => tell({ kind: 'progress', progress }));
    case 'preview':
      return previewSources(order);
    case 'baselines':
      return computeBaselines(order);
    case 'statistics':
      return computeStatistics(order);
    case 'encode':
      return encodeText(order);
    case 'place':
      return placeText(order);
    case 'speed':
      // its threads end with this one, which is used but once
      return measureSpeed(order, new KernelThreads(import.meta.filename, () => undefined));
    case 'trigram':
      return scoreByTrigram(order);
    case 'import-data-set':
      return importDataSet(order, (progress) => tell({ kind: 'progress', progress }));
    case 'preview-data-set':
      return previewDataSet(order);
    case 'table-rows':
      return readRows(order);
    case 'labelled-pictures':
      return readLabelled(order, {}, order.classes).examples;
    case 'perceptron-speed':
      return measurePerceptronSpeed(order);
  }
}

port.on('message', (order: TextOrder) => {
  try {
    tell({ kind: 'result', result: work(order) });
  } catch (error) {
    tell({ kind: 'failed', error: toErrorPayload(toTold(error)) });
  }
});

/** What is wrong with a person's text or data, as the sentence that it is. */
function toTold(error: unknown): unknown {
  if (error instanceof TextError)
    return new UnfoldError(error.kind === 'cancelled' ? 'cancelled' : 'refused', error.message);
  return error instanceof DataError ? new UnfoldError('refused', error.message) : error;
}
