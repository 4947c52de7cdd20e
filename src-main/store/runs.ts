/** Runs: settings, status, progress. Every change raises the row's revision. */
import { type LanguageRun, type PerceptronRun, type Run, type RunStatus, UnfoldError } from '#shared/protocol/index.ts';
import type { ReadableDatabase, WritableDatabase } from './database.ts';
import type { LibraryChanges } from './library-changes.ts';
import {
  type RunRow,
  SELECT_RUNS,
  type StoredLanguageRun,
  type StoredNetwork,
  type StoredPerceptronRun,
  type StoredRun,
  toRun,
} from './run-rows.ts';
import { deleteVocabulary } from './vocabularies.ts';

type OfEveryNew = Pick<Run, 'name' | 'status' | 'parameters' | 'trainTokens' | 'kernels' | 'programVersion'> &
  Pick<StoredRun, 'logEvery' | 'session'>;

export type NewLanguageRun = OfEveryNew &
  Pick<LanguageRun, 'family' | 'corpusId' | 'settings' | 'samples' | 'vocabulary'> &
  Pick<StoredLanguageRun, 'ownVocabulary' | 'textSettings'>;
export type NewPerceptronRun = OfEveryNew &
  Pick<PerceptronRun, 'family' | 'dataSetId' | 'settings' | 'shape'> &
  Pick<StoredPerceptronRun, 'told'>;
export type NewRun = NewLanguageRun | NewPerceptronRun;

/** Newest first. */
export const listRuns = (database: ReadableDatabase): StoredRun[] =>
  database.all<RunRow>(`${SELECT_RUNS} ORDER BY runs.id DESC`).map(toRun);

export function findRun(database: ReadableDatabase, id: number): StoredRun | null {
  const row = database.get<RunRow>(`${SELECT_RUNS} WHERE runs.id = ?`, id);
  return row === undefined ? null : toRun(row);
}

/** @throws UnfoldError `not-found` */
export function getRun(database: ReadableDatabase, id: number): StoredRun {
  const run = findRun(database, id);
  if (run === null)
    throw new UnfoldError('not-found', `There is no run with the number ${id}: it may have been deleted.`);
  return run;
}

/** @throws UnfoldError `not-found`; `refused` for another family's run */
export function getLanguageRun(database: ReadableDatabase, id: number): StoredLanguageRun {
  const run = getRun(database, id);
  if (run.family === 'language') return run;
  throw new UnfoldError('refused', `"${run.name}" is a perceptron: choose a run that learns from a text for this.`);
}

/** @throws UnfoldError `not-found`; `refused` for another family's run */
export function getPerceptronRun(database: ReadableDatabase, id: number): StoredPerceptronRun {
  const run = getRun(database, id);
  if (run.family === 'perceptron') return run;
  throw new UnfoldError('refused', `"${run.name}" is a language model: choose a perceptron's run for this.`);
}

/** Of a text, or of a data set; those in the trash included. */
export const runNamesOf = (database: ReadableDatabase, column: 'corpus' | 'data_set', id: number): string[] =>
  database.all<{ name: string }>(`SELECT name FROM runs WHERE ${column} = ?`, id).map(({ name }) => name);

/** Runs that some process trains, holds paused or has in its queue. */
export const listActiveRuns = (database: ReadableDatabase): StoredRun[] =>
  database
    .all<RunRow>(`${SELECT_RUNS} WHERE runs.status IN ('queued', 'running', 'paused') ORDER BY runs.id`)
    .map(toRun);

export function insertRun(database: WritableDatabase, run: NewRun): number {
  const { id } = database.run(
    `INSERT INTO runs (family, name, status, created_at, settings, vocabulary_size, parameters, train_tokens, kernels,
       program_version, log_every, session)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    run.family,
    run.name,
    run.status,
    Date.now(),
    JSON.stringify(run.settings),
    run.family === 'language' ? run.vocabulary : 0,
    run.parameters,
    run.trainTokens,
    run.kernels,
    run.programVersion,
    run.logEvery,
    run.session,
  );
  if (run.family === 'language') describeLanguageRun(database, id, run);
  else describePerceptronRun(database, id, run);
  return id;
}

function describeLanguageRun(database: WritableDatabase, id: number, run: NewLanguageRun): void {
  database.run(
    'UPDATE runs SET corpus = ?, own_vocabulary = ?, text_settings = ?, samples = ? WHERE id = ?',
    run.corpusId,
    run.ownVocabulary,
    run.textSettings === null ? null : JSON.stringify(run.textSettings),
    JSON.stringify(run.samples),
    id,
  );
}

function describePerceptronRun(
  database: WritableDatabase,
  id: number,
  { dataSetId, shape, told }: NewPerceptronRun,
): void {
  const network: StoredNetwork = { shape, told };
  database.run('UPDATE runs SET data_set = ?, network = ? WHERE id = ?', dataSetId, JSON.stringify(network), id);
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
    const run = getRun(database, id);
    database.run('DELETE FROM runs WHERE id = ?', id);
    if (run.family === 'language' && run.ownVocabulary !== null) deleteVocabulary(database, run.ownVocabulary);
  });
}
