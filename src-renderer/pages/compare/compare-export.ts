/** The compared runs as files: the rows behind the curves as CSV, and everything as JSON. */
import { type CsvValue, writeCsv } from '#shared/interchange/csv.ts';
import type { Corpus, LanguageEvaluationRow, LanguageRun } from '#shared/protocol/entities.ts';
import type { MetricColumns } from '../../charts/metric-columns.ts';

export interface ExportedRun {
  readonly run: LanguageRun;
  readonly corpus: Corpus | null;
  readonly metrics: MetricColumns;
  readonly evaluations: readonly LanguageEvaluationRow[];
  /** What it wrote from the shared prompt; null: nothing yet. */
  readonly sample: string | null;
}

const HEADER = [
  ...['run', 'name', 'text', 'split', 'epoch', 'step', 'tokens', 'seconds'],
  ...['loss', 'perplexity', 'bits_per_character', 'learning_rate', 'tokens_per_second'],
];

/**
 * One row an evaluation, and one for each training row that is kept (of a long run each stands for several, loss being
 * their mean). Loss in nats per predicted token, time in seconds of training.
 */
export function compareCsv(runs: readonly ExportedRun[]): string {
  const rows: CsvValue[][] = [];
  for (const { run, corpus, metrics, evaluations } of runs) {
    const head = [run.id, run.name, corpus?.name ?? null];
    const { trainTokens } = run;
    for (let i = 0; i < metrics.length; i++) {
      const tokens = metrics.at('tokens', i);
      const loss = metrics.at('loss', i);
      const epoch = tokens / Math.max(1, trainTokens);
      const place = [epoch, metrics.at('step', i), tokens, metrics.at('seconds', i)];
      const rates = [metrics.at('learningRate', i), metrics.at('tokensPerSecond', i)];
      rows.push([...head, 'train', ...place, loss, Math.exp(loss), null, ...rates]);
    }
    for (const row of evaluations) {
      const place = [row.epoch, row.step, row.tokens, row.seconds];
      rows.push([...head, row.split, ...place, row.loss, row.perplexity, row.bitsPerCharacter, null, null]);
    }
  }
  return writeCsv(HEADER, rows);
}

export function compareJson(runs: readonly ExportedRun[], sampling: object): string {
  const described = runs.map(({ run, corpus, evaluations, sample }) => ({
    id: run.id,
    name: run.name,
    notes: run.notes,
    tags: run.tags,
    status: run.status,
    text: corpus === null ? null : { name: corpus.name, contentHash: corpus.contentHash, settings: corpus.settings },
    settings: run.settings,
    vocabulary: run.vocabulary,
    parameters: run.parameters,
    trainTokens: run.trainTokens,
    kernels: run.kernels,
    programVersion: run.programVersion,
    progress: run.progress,
    best: run.best,
    evaluations,
    sample,
  }));
  return `${JSON.stringify({ sampling, runs: described }, null, 2)}\n`;
}
