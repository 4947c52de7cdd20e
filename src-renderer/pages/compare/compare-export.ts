/** The compared runs as files: the rows behind the curves as CSV, and everything as JSON. */
import { type CsvValue, writeCsv } from '#shared/interchange/csv.ts';
import type { EvaluationRow } from '#shared/protocol/index.ts';
import type { MetricColumns } from '../../charts/metric-columns.ts';
import type { ComparedLanguage, ComparedPerceptron } from './compared-runs.svelte.ts';

type Described = Omit<ComparedLanguage, 'data' | 'look'> | Omit<ComparedPerceptron, 'data' | 'look'>;

export type ExportedRun = Described & {
  readonly data: { readonly metrics: MetricColumns; readonly evaluations: readonly EvaluationRow[] };
  /** What it wrote from the shared prompt; null: nothing yet. */
  readonly sample: string | null;
};

const HEADER = [
  ...['run', 'name', 'text', 'split', 'epoch', 'step', 'tokens', 'seconds'],
  ...['loss', 'perplexity', 'bits_per_character', 'learning_rate', 'tokens_per_second'],
  ...['data_set', 'accuracy', 'root_mean_squared_error'],
];

/**
 * One row an evaluation, and one for each training row that is kept (of a long run each stands for several, loss being
 * their mean). Loss in nats per predicted token, or a perceptron's cost per example, whose tokens are examples; time in
 * seconds of training.
 */
export function compareCsv(runs: readonly ExportedRun[]): string {
  const rows: CsvValue[][] = [];
  for (const compared of runs) {
    const { run, family, data } = compared;
    const { metrics, evaluations } = data;
    const head = [run.id, run.name, family === 'language' ? (compared.corpus?.name ?? null) : null];
    const dataSet = family === 'perceptron' ? (compared.dataSet?.name ?? null) : null;
    const { trainTokens } = run;
    for (let i = 0; i < metrics.length; i++) {
      const tokens = metrics.at('tokens', i);
      const loss = metrics.at('loss', i);
      const epoch = tokens / Math.max(1, trainTokens);
      const place = [epoch, metrics.at('step', i), tokens, metrics.at('seconds', i)];
      const rates = [metrics.at('learningRate', i), metrics.at('tokensPerSecond', i)];
      const perplexity = family === 'language' ? Math.exp(loss) : null;
      rows.push([...head, 'train', ...place, loss, perplexity, null, ...rates, dataSet, null, null]);
    }
    for (const row of evaluations) {
      const place = [row.epoch, row.step, row.tokens, row.seconds];
      const text = row.family === 'language' ? row : null;
      const perceptron = row.family === 'perceptron' ? row : null;
      const ofText = [text?.perplexity ?? null, text?.bitsPerCharacter ?? null];
      const ofData = [perceptron?.accuracy ?? null, perceptron?.rootMeanSquaredError ?? null];
      rows.push([...head, row.split, ...place, row.loss, ...ofText, null, null, dataSet, ...ofData]);
    }
  }
  return writeCsv(HEADER, rows);
}

export function compareJson(runs: readonly ExportedRun[], sampling: object): string {
  const described = runs.map(({ sample, ...compared }) => {
    const { run } = compared;
    return {
      family: run.family,
      id: run.id,
      name: run.name,
      notes: run.notes,
      tags: run.tags,
      status: run.status,
      ...(compared.family === 'language' ? ofText(compared) : ofData(compared)),
      settings: run.settings,
      parameters: run.parameters,
      trainTokens: run.trainTokens,
      kernels: run.kernels,
      programVersion: run.programVersion,
      progress: run.progress,
      best: run.best,
      evaluations: compared.data.evaluations,
      sample,
    };
  });
  return `${JSON.stringify({ sampling, runs: described }, null, 2)}\n`;
}

const ofText = ({ run, corpus }: Pick<ComparedLanguage, 'run' | 'corpus'>) => ({
  text: corpus === null ? null : { name: corpus.name, contentHash: corpus.contentHash, settings: corpus.settings },
  vocabulary: run.vocabulary,
});

const ofData = ({ run, dataSet }: Pick<ComparedPerceptron, 'run' | 'dataSet'>) => ({
  dataSet:
    dataSet === null
      ? null
      : { name: dataSet.name, contentHash: dataSet.contentHash, description: dataSet.description },
  shape: run.shape,
});
