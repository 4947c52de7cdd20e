/** Runs: settings, status, progress. Every change raises the row's revision. */
import { DEFAULT_RUN_SAMPLES, type Run, type RunSamples, type RunStatus, UnfoldError } from '#shared/protocol/index.ts';
import type { TextSettings } from '#shared/text/settings.ts';
import type { TrainingSettings } from '#shared/training/settings.ts';
import type { ReadableDatabase, WritableDatabase } from './database.ts';
import type { LibraryChanges } from './library-changes.ts';
import { deleteVocabulary } from './vocabularies.ts';

interface RunRow {
  id: number;
  name: string;
  notes: string;
  tags: string;
  archived: number;
  trashed_at: number | null;
  samples: string | null;
  status: string;
  message: string;
  corpus: number | null;
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
  best_epoch: number | null;
  best_step: number | null;
}

/** A run as it is stored. */
export interface StoredRun extends Run {
  /** Set when its weights came with a vocabulary; otherwise it is the first of the corpus's tokens. */
  readonly ownVocabulary: number | null;
  /** How a text becomes its tokens, of weights that were imported without a text and say so. */
  readonly textSettings: TextSettings | null;
  readonly logEvery: number | null;
  /** The process that trains it or has it in its queue. */
  readonly session: string | null;
}

export interface NewRun extends Pick<
  Run,
  | 'name'
  | 'status'
  | 'corpusId'
  | 'settings'
  | 'samples'
  | 'vocabulary'
  | 'parameters'
  | 'trainTokens'
  | 'kernels'
  | 'programVersion'
> {
  readonly ownVocabulary: number | null;
  readonly textSettings: TextSettings | null;
  readonly logEvery: number | null;
  readonly session: string | null;
}

const SELECT = `
  SELECT runs.*,
    (SELECT written_at FROM checkpoints WHERE run = runs.id AND kind = 'last') AS checkpoint_at,
    (SELECT COALESCE(MAX(position), 0) FROM metrics WHERE run = runs.id) AS last_metric,
    best.loss AS best_loss, best.perplexity AS best_perplexity, best.bits_per_character AS best_bits,
    best.epoch AS best_epoch, best.step AS best_step
  FROM runs LEFT JOIN evaluations AS best ON best.run = runs.id AND best.position =
    (SELECT MAX(position) FROM evaluations WHERE run = runs.id AND split = 'validation' AND best = 1)`;

function toRun(row: RunRow): StoredRun {
  const settings = JSON.parse(row.settings) as TrainingSettings;
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
    corpusId: row.corpus,
    createdAt: row.created_at,
    settings,
    samples: row.samples === null ? DEFAULT_RUN_SAMPLES : (JSON.parse(row.samples) as RunSamples),
    vocabulary: row.vocabulary_size,
    parameters: row.parameters,
    trainTokens: row.train_tokens,
    kernels: row.kernels,
    programVersion: row.program_version,
    progress: {
      epoch: row.epoch,
      step: row.step,
      tokens: row.tokens,
      seconds: row.seconds,
      secondsLeft: training
        ? Math.max(0, row.train_tokens * settings.epochs - row.tokens) / (row.tokens_per_second ?? 1)
        : null,
      checkpointAt: row.checkpoint_at,
      lastMetric: row.last_metric,
    },
    best:
      row.best_loss === null
        ? null
        : {
            loss: row.best_loss,
            perplexity: row.best_perplexity ?? NaN,
            bitsPerCharacter: row.best_bits ?? NaN,
            epoch: row.best_epoch ?? 0,
            step: row.best_step ?? 0,
          },
    sparkline: JSON.parse(row.sparkline) as number[],
    ownVocabulary: row.own_vocabulary,
    textSettings: row.text_settings === null ? null : (JSON.parse(row.text_settings) as TextSettings),
    logEvery: row.log_every,
    session: row.session,
  };
}

/** Newest first. */
export const listRuns = (database: ReadableDatabase): StoredRun[] =>
  database.all<RunRow>(`${SELECT} ORDER BY runs.id DESC`).map(toRun);

export function findRun(database: ReadableDatabase, id: number): StoredRun | null {
  const row = database.get<RunRow>(`${SELECT} WHERE runs.id = ?`, id);
  return row === undefined ? null : toRun(row);
}

/** @throws UnfoldError `not-found` */
export function getRun(database: ReadableDatabase, id: number): StoredRun {
  const run = findRun(database, id);
  if (run === null)
    throw new UnfoldError('not-found', `There is no run with the number ${id}: it may have been deleted.`);
  return run;
}

/** Of a text, those in the trash included. */
export const runNamesOf = (database: ReadableDatabase, corpus: number): string[] =>
  database.all<{ name: string }>('SELECT name FROM runs WHERE corpus = ?', corpus).map(({ name }) => name);

/** Runs that some process trains, holds paused or has in its queue. */
export const listActiveRuns = (database: ReadableDatabase): StoredRun[] =>
  database.all<RunRow>(`${SELECT} WHERE runs.status IN ('queued', 'running', 'paused') ORDER BY runs.id`).map(toRun);

export function insertRun(database: WritableDatabase, run: NewRun): number {
  return database.run(
    `INSERT INTO runs (name, status, corpus, own_vocabulary, text_settings, created_at, settings, samples,
       vocabulary_size, parameters, train_tokens, kernels, program_version, log_every, session)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    run.name,
    run.status,
    run.corpusId,
    run.ownVocabulary,
    run.textSettings === null ? null : JSON.stringify(run.textSettings),
    Date.now(),
    JSON.stringify(run.settings),
    JSON.stringify(run.samples),
    run.vocabulary,
    run.parameters,
    run.trainTokens,
    run.kernels,
    run.programVersion,
    run.logEvery,
    run.session,
  ).id;
}

/** @param session who trains it from now on; null: nobody */
export function setRunStatus(
  database: WritableDatabase,
  id: number,
  {
    status,
    message,
    session,
  }: { readonly status: RunStatus; readonly message: string; readonly session: string | null },
): void {
  database.run(
    'UPDATE runs SET status = ?, message = ?, session = ?, revision = revision + 1 WHERE id = ?',
    status,
    message,
    session,
    id,
  );
}

export interface StoredProgress {
  readonly epoch: number;
  readonly step: number;
  readonly tokens: number;
  readonly seconds: number;
  readonly tokensPerSecond: number | null;
}

export function setRunProgress(
  database: WritableDatabase,
  id: number,
  progress: StoredProgress,
  sparkline: readonly number[],
): void {
  database.run(
    `UPDATE runs SET epoch = ?, step = ?, tokens = ?, seconds = ?, tokens_per_second = ?, sparkline = ?,
       revision = revision + 1 WHERE id = ?`,
    progress.epoch,
    progress.step,
    progress.tokens,
    progress.seconds,
    progress.tokensPerSecond,
    JSON.stringify(sparkline),
    id,
  );
}

export function setRunLogEvery(database: WritableDatabase, id: number, logEvery: number | null): void {
  database.run('UPDATE runs SET log_every = ?, revision = revision + 1 WHERE id = ?', logEvery, id);
}

export function setRunEpochs(database: WritableDatabase, id: number, epochs: number): void {
  database.run(
    `UPDATE runs SET settings = json_set(settings, '$.epochs', ?), revision = revision + 1 WHERE id = ?`,
    epochs,
    id,
  );
}

export function setRunKernels(database: WritableDatabase, id: number, kernels: string): void {
  database.run('UPDATE runs SET kernels = ?, revision = revision + 1 WHERE id = ?', kernels, id);
}

/** @throws UnfoldError `not-found` */
export function updateRun(
  database: WritableDatabase,
  id: number,
  { name, notes, tags, archived }: LibraryChanges,
): void {
  const run = getRun(database, id);
  database.run(
    'UPDATE runs SET name = ?, notes = ?, tags = ?, archived = ?, revision = revision + 1 WHERE id = ?',
    name ?? run.name,
    notes ?? run.notes,
    JSON.stringify(tags ?? run.tags),
    (archived ?? run.archived) ? 1 : 0,
    id,
  );
}

/** With its metric rows, checkpoints and samples. @throws UnfoldError `not-found` */
export function deleteRun(database: WritableDatabase, id: number): void {
  database.transaction(() => {
    const { ownVocabulary } = getRun(database, id);
    database.run('DELETE FROM runs WHERE id = ?', id);
    if (ownVocabulary !== null) deleteVocabulary(database, ownVocabulary);
  });
}
