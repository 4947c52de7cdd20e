/** Rows of the table of runs, and the runs of either family that they are. */
import type { PerceptronModel } from '#shared/interchange/perceptron-file.ts';
import type { MlpShape } from '#shared/kernels/mlp/contract.ts';
import {
  DEFAULT_RUN_SAMPLES,
  type LanguageRun,
  type PerceptronRun,
  type RunSamples,
  type RunStatus,
} from '#shared/protocol/index.ts';
import type { TextSettings } from '#shared/text/settings.ts';
import type { MlpTrainingSettings } from '#shared/training/mlp/settings.ts';
import type { TrainingSettings } from '#shared/training/settings.ts';

export interface RunRow {
  id: number;
  family: 'language' | 'perceptron';
  name: string;
  notes: string;
  tags: string;
  archived: number;
  trashed_at: number | null;
  samples: string | null;
  status: string;
  message: string;
  corpus: number | null;
  data_set: number | null;
  network: string | null;
  own_vocabulary: number | null;
  text_settings: string | null;
  created_at: number;
  settings: string;
  vocabulary_size: number;
  parameters: number;
  train_tokens: number;
  kernels: string;
  program_version: string;
  log_every: number | null;
  epoch: number;
  step: number;
  tokens: number;
  seconds: number;
  tokens_per_second: number | null;
  sparkline: string;
  session: string | null;
  checkpoint_at: number | null;
  last_metric: number;
  best_loss: number | null;
  best_perplexity: number | null;
  best_bits: number | null;
  best_accuracy: number | null;
  best_error: number | null;
  best_epoch: number | null;
  best_step: number | null;
}

interface OfEngine {
  readonly logEvery: number | null;
  /** The process that trains it or has it in its queue. */
  readonly session: string | null;
}

/** A language model's run as it is stored. */
export interface StoredLanguageRun extends LanguageRun, OfEngine {
  /** Set when its weights came with a vocabulary; otherwise it is the first of the corpus's tokens. */
  readonly ownVocabulary: number | null;
  /** How a text becomes its tokens, of weights that were imported without a text and say so. */
  readonly textSettings: TextSettings | null;
}

/** What the file of imported weights says of their inputs and targets. */
export type ToldOfNetwork = Omit<PerceptronModel, 'shape' | 'parameters'>;

/** A perceptron's run as it is stored. */
export interface StoredPerceptronRun extends PerceptronRun, OfEngine {
  /** null: the data set says it. */
  readonly told: ToldOfNetwork | null;
}

export type StoredRun = StoredLanguageRun | StoredPerceptronRun;

/** The column `network`. */
export interface StoredNetwork {
  readonly shape: MlpShape;
  readonly told: ToldOfNetwork | null;
}

export const SELECT_RUNS = `
  SELECT runs.*,
    (SELECT written_at FROM checkpoints WHERE run = runs.id AND kind = 'last') AS checkpoint_at,
    (SELECT COALESCE(MAX(position), 0) FROM metrics WHERE run = runs.id) AS last_metric,
    best.loss AS best_loss, best.perplexity AS best_perplexity, best.bits_per_character AS best_bits,
    best.accuracy AS best_accuracy, best.root_mean_squared_error AS best_error,
    best.epoch AS best_epoch, best.step AS best_step
  FROM runs LEFT JOIN evaluations AS best ON best.run = runs.id AND best.position =
    (SELECT MAX(position) FROM evaluations WHERE run = runs.id AND split = 'validation' AND best = 1)`;

export const toRun = (row: RunRow): StoredRun => (row.family === 'language' ? languageRun(row) : perceptronRun(row));

function languageRun(row: RunRow): StoredLanguageRun {
  const settings = JSON.parse(row.settings) as TrainingSettings;
  return {
    ...anyRun(row, settings.epochs),
    family: 'language',
    corpusId: row.corpus,
    settings,
    samples: row.samples === null ? DEFAULT_RUN_SAMPLES : (JSON.parse(row.samples) as RunSamples),
    vocabulary: row.vocabulary_size,
    best: bestOf(row, { perplexity: row.best_perplexity ?? NaN, bitsPerCharacter: row.best_bits ?? NaN }),
    ownVocabulary: row.own_vocabulary,
    textSettings: row.text_settings === null ? null : (JSON.parse(row.text_settings) as TextSettings),
  };
}

function perceptronRun(row: RunRow): StoredPerceptronRun {
  const settings = JSON.parse(row.settings) as MlpTrainingSettings;
  const { shape, told } = JSON.parse(row.network ?? '') as StoredNetwork;
  return {
    ...anyRun(row, settings.epochs),
    family: 'perceptron',
    dataSetId: row.data_set,
    settings,
    shape,
    best: bestOf(row, { accuracy: row.best_accuracy, rootMeanSquaredError: row.best_error }),
    told,
  };
}

function bestOf<Figures>(row: RunRow, figures: Figures): (Figures & BestOf) | null {
  if (row.best_loss === null) return null;
  return { loss: row.best_loss, ...figures, epoch: row.best_epoch ?? 0, step: row.best_step ?? 0 };
}

type BestOf = Record<'loss' | 'epoch' | 'step', number>;

/** What runs of both families have. */
function anyRun(row: RunRow, epochs: number) {
  const training = row.status === 'running' && row.tokens_per_second !== null && row.tokens_per_second > 0;
  return {
    id: row.id,
    name: row.name,
    notes: row.notes,
    tags: JSON.parse(row.tags) as string[],
    archived: row.archived === 1,
    trashedAt: row.trashed_at,
    status: row.status as RunStatus,
    message: row.message,
    createdAt: row.created_at,
    parameters: row.parameters,
    trainTokens: row.train_tokens,
    kernels: row.kernels,
    programVersion: row.program_version,
    progress: {
      epoch: row.epoch,
      step: row.step,
      tokens: row.tokens,
      seconds: row.seconds,
      secondsLeft: training ? Math.max(0, row.train_tokens * epochs - row.tokens) / (row.tokens_per_second ?? 1) : null,
      checkpointAt: row.checkpoint_at,
      lastMetric: row.last_metric,
    },
    sparkline: JSON.parse(row.sparkline) as number[],
    logEvery: row.log_every,
    session: row.session,
  };
}
