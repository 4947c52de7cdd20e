/** Runs as files: weights for other programs, curves for a spreadsheet. */
import { rename, rm, writeFile } from 'node:fs/promises';
import { InterchangeError } from '#shared/interchange/interchange-error.ts';
import { writeCsv } from '#shared/interchange/csv.ts';
import { encodePerceptron, type PerceptronModel } from '#shared/interchange/perceptron-file.ts';
import { encodeModel, type RecurrentModel } from '#shared/interchange/recurrent-model-file.ts';
import { type ExportFormat, type MetricRow, UnfoldError } from '#shared/protocol/index.ts';
import { parametersFrom, type Tensors } from '#shared/training/checkpoint.ts';
import { mlpParametersFrom } from '#shared/training/mlp/checkpoint.ts';
import { modelShape } from '#shared/training/model-shape.ts';
import { readWeights } from '../store/checkpoints.ts';
import type { ReadableDatabase } from '../store/database.ts';
import { listEvaluations } from '../store/evaluations.ts';
import { listMetrics } from '../store/metrics.ts';
import type { StoredLanguageRun, StoredPerceptronRun, ToldOfNetwork } from '../store/run-rows.ts';
import { getRun } from '../store/runs.ts';
import { toProtocolRun } from './library-watcher.ts';
import { knownOf } from './perceptrons/told-of-network.ts';
import { runTokens } from './run-data.ts';
import { textPipeline } from './text-pipeline.ts';

/** @throws UnfoldError `not-found`; `refused` when the file cannot be written or the format cannot hold the run */
export async function exportRun(
  database: ReadableDatabase,
  run: number,
  format: ExportFormat,
  path: string,
  weights: 'best' | 'last',
): Promise<void> {
  const contents = exported(database, run, format, weights);
  // Renamed into place, so that an existing file is replaced as a whole or not at all.
  const unfinished = `${path}.${process.pid}.part`;
  try {
    await writeFile(unfinished, contents);
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw new UnfoldError(
      'refused',
      `${path} cannot be written. Choose another place, or free some space.`,
      String(error),
    );
  }
}

function exported(
  database: ReadableDatabase,
  id: number,
  format: ExportFormat,
  weights: 'best' | 'last',
): string | Uint8Array {
  const run = getRun(database, id);
  if (format === 'csv') return metricsCsv(allMetrics(database, id));
  if (format === 'json') {
    const metrics = allMetrics(database, id);
    const evaluations = listEvaluations(database, id);
    return `${JSON.stringify({ run: toProtocolRun(run), metrics, evaluations }, null, 2)}\n`;
  }
  const { tensors } = readWeights(database, id, weights);
  try {
    return run.family === 'language'
      ? encodeModel(languageModel(database, run, tensors), format)
      : encodePerceptron(perceptronModel(database, run, tensors), format);
  } catch (error) {
    if (error instanceof InterchangeError) throw new UnfoldError('refused', error.message);
    throw error;
  }
}

const languageModel = (database: ReadableDatabase, run: StoredLanguageRun, tensors: Tensors): RecurrentModel => ({
  shape: modelShape(run.settings, run.vocabulary),
  parameters: parametersFrom(tensors),
  vocabulary: runTokens(database, run),
  textSettings: run.corpusId === null ? run.textSettings : textPipeline(database, run).settings,
});

const perceptronModel = (database: ReadableDatabase, run: StoredPerceptronRun, tensors: Tensors): PerceptronModel => ({
  shape: run.shape,
  parameters: mlpParametersFrom(tensors, run.shape.activations.length),
  ...toldOf(database, run),
});

function toldOf(database: ReadableDatabase, run: StoredPerceptronRun): ToldOfNetwork {
  const { inputNames, targetNames, encoding, inputScale } = knownOf(database, run);
  return { inputNames, targetNames, encoding, inputScale };
}

const COLUMNS = [
  'epoch',
  'step',
  'tokens',
  'seconds',
  'loss',
  'learningRate',
  'tokensPerSecond',
  'normIn',
  'normRec',
  'normOut',
] as const satisfies readonly (keyof MetricRow)[];

const metricsCsv = (rows: readonly MetricRow[]): string =>
  writeCsv(
    COLUMNS,
    rows.map((row) => COLUMNS.map((column) => row[column])),
  );

function allMetrics(database: ReadableDatabase, run: number): MetricRow[] {
  const rows: MetricRow[] = [];
  for (;;) {
    const page = listMetrics(database, run, rows.at(-1)?.index ?? 0);
    if (page.length === 0) return rows;
    rows.push(...page);
  }
}
