/** Data sets: what perceptrons learn from, without their examples (examples.ts). */
import { type DataSetDescription, type DataSetEntry, type LibraryEntry, UnfoldError } from '#shared/protocol/index.ts';
import type { DataSet } from '#shared/datasets/dataset.ts';
import { SPLITS } from '#shared/text/settings.ts';
import type { ReadableDatabase, WritableDatabase } from './database.ts';
import { inputFormat, insertExamples } from './examples.ts';
import type { LibraryChanges } from './library-changes.ts';

interface DataSetRow {
  id: number;
  name: string;
  notes: string;
  tags: string;
  archived: number;
  trashed_at: number | null;
  origin: string;
  created_at: number;
  bytes: number;
  content_hash: string;
  description: string;
  counts: string;
  inputs: number;
  input_names: string;
  targets: string;
  warnings: string;
}

export interface NewDataSet extends Pick<DataSetEntry, 'name' | 'origin' | 'bytes' | 'contentHash' | 'warnings'> {
  /** Equal for equal sources that are read in the same way. */
  readonly identity: string;
  readonly description: DataSetDescription;
  /** Names of inputs empty for pictures. */
  readonly data: DataSet;
}

const toDataSet = (row: DataSetRow): DataSetEntry => ({
  id: row.id,
  name: row.name,
  notes: row.notes,
  tags: JSON.parse(row.tags) as DataSetEntry['tags'],
  archived: row.archived === 1,
  trashedAt: row.trashed_at,
  origin: row.origin,
  createdAt: row.created_at,
  bytes: row.bytes,
  contentHash: row.content_hash,
  description: JSON.parse(row.description) as DataSetDescription,
  counts: JSON.parse(row.counts) as DataSetEntry['counts'],
  inputs: row.inputs,
  inputNames: JSON.parse(row.input_names) as DataSetEntry['inputNames'],
  targets: JSON.parse(row.targets) as DataSetEntry['targets'],
  warnings: JSON.parse(row.warnings) as DataSetEntry['warnings'],
});

const SELECT = `SELECT id, name, notes, tags, archived, trashed_at, origin, created_at, bytes, content_hash, description,
  counts, inputs, input_names, targets, warnings FROM data_sets`;

/** Newest first. */
export const listDataSets = (database: ReadableDatabase): DataSetEntry[] =>
  database.all<DataSetRow>(`${SELECT} ORDER BY id DESC`).map(toDataSet);

/** @throws UnfoldError `not-found` */
export function getDataSet(database: ReadableDatabase, id: number): DataSetEntry {
  const row = database.get<DataSetRow>(`${SELECT} WHERE id = ?`, id);
  if (row === undefined)
    throw new UnfoldError('not-found', `There is no data set with the number ${id}: it may have been deleted.`);
  return toDataSet(row);
}

/** Stores the data set and its examples, or nothing. Equal ones are stored once: the first is answered. */
export function insertDataSet(database: WritableDatabase, dataSet: NewDataSet): DataSetEntry {
  const { data, identity } = dataSet;
  const { train } = data.parts;
  const { type, scale } = inputFormat(train);
  return database.transaction(() => {
    const existing = database.get<DataSetRow>(`${SELECT} WHERE identity = ?`, identity);
    if (existing !== undefined) return toDataSet(existing);
    const counts = Object.fromEntries(SPLITS.map((split) => [split, data.parts[split].count]));
    const { id } = database.run(
      `INSERT INTO data_sets (name, origin, created_at, bytes, content_hash, identity, description, counts, inputs,
         input_names, targets, input_scale, input_type, warnings)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      dataSet.name,
      dataSet.origin,
      Date.now(),
      dataSet.bytes,
      dataSet.contentHash,
      identity,
      JSON.stringify(dataSet.description),
      JSON.stringify(counts),
      train.width,
      JSON.stringify(data.inputNames),
      JSON.stringify({ kind: train.targets.kind, names: data.targetNames }),
      scale,
      type,
      JSON.stringify(dataSet.warnings),
    );
    for (const split of SPLITS) insertExamples(database, id, split, data.parts[split]);
    return getDataSet(database, id);
  });
}

/** @throws UnfoldError `not-found` */
export function updateDataSet(
  database: WritableDatabase,
  id: number,
  { name, notes, tags, archived }: LibraryChanges,
): void {
  const before: LibraryEntry = getDataSet(database, id);
  database.run(
    'UPDATE data_sets SET name = ?, notes = ?, tags = ?, archived = ?, revision = revision + 1 WHERE id = ?',
    name ?? before.name,
    notes ?? before.notes,
    JSON.stringify(tags ?? before.tags),
    (archived ?? before.archived) ? 1 : 0,
    id,
  );
}

/** With its examples; no run is left that was trained on it. @throws UnfoldError `not-found` */
export function deleteDataSet(database: WritableDatabase, id: number): void {
  database.transaction(() => {
    getDataSet(database, id);
    database.run('DELETE FROM data_sets WHERE id = ?', id);
  });
}
