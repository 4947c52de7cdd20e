/**
 * Checkpoints of runs: weights and state as arrays by name, whatever the network. `best` and `last` are replaced together
 * in one transaction: the trainer's place in `last` names the best validation, and continuing needs the weights of
 * exactly that one.
 */
import { crc32 } from 'node:zlib';
import { UnfoldError } from '#shared/protocol/index.ts';
import { allFinite, type Tensors, type TrainerPlace } from '#shared/training/checkpoint.ts';
import type { ReadableDatabase, WritableDatabase } from './database.ts';

export type WeightsKind = 'initial' | 'best' | 'last';

const PREFERENCE: Readonly<Record<'best' | 'last', readonly WeightsKind[]>> = {
  best: ['best', 'last', 'initial'],
  last: ['last', 'best', 'initial'],
};

/** Where a run stands when a checkpoint is taken, beside what the trainer knows. */
export interface CheckpointMoment {
  /** Training time so far. */
  readonly seconds: number;
  /** Evaluation rows stored so far. */
  readonly evaluations: number;
}

export interface NewCheckpoint {
  readonly weights: Tensors;
  /** Stored first. */
  readonly state: Tensors;
  readonly place: TrainerPlace;
}

export interface StoredCheckpoint {
  /** Training time so far. */
  readonly seconds: number;
  /** Weights and state. */
  readonly tensors: Tensors;
  readonly place: TrainerPlace;
  /** The weights of `place.best`, when it is set. */
  readonly best: Tensors | undefined;
}

export interface StoredWeights {
  readonly kind: WeightsKind;
  readonly step: number;
  /** State may be among them. */
  readonly tensors: Tensors;
}

interface CheckpointRow {
  readonly step: number;
  readonly seconds: number;
  readonly place: string | null;
  readonly checksum: number;
}

const toBytes = (values: Float32Array): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

/** Copies: what SQLite hands out need not lie on a multiple of four bytes. */
const toFloats = (bytes: Uint8Array): Float32Array<ArrayBuffer> => new Float32Array(Uint8Array.from(bytes).buffer);

/** @throws Error when a weight is not finite: the checkpoint written before is the last good one */
function write(
  database: WritableDatabase,
  run: number,
  kind: WeightsKind,
  tensors: Tensors,
  rest: CheckpointMoment & { readonly step: number; readonly place?: TrainerPlace },
): void {
  if (!allFinite(tensors.values()))
    throw new Error('A checkpoint whose weights are not all finite must not be written.');
  const blobs = [...tensors].map(([name, values]) => ({ name, data: toBytes(values) }));
  database.transaction(() => {
    database.run('DELETE FROM checkpoints WHERE run = ? AND kind = ?', run, kind);
    database.run(
      `INSERT INTO checkpoints (run, kind, written_at, step, seconds, evaluations, place, checksum)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      run,
      kind,
      Date.now(),
      rest.step,
      rest.seconds,
      rest.evaluations,
      rest.place === undefined ? null : JSON.stringify(rest.place),
      blobs.reduce((sum, { data }) => crc32(data, sum), 0),
    );
    blobs.forEach(({ name, data }, position) =>
      database.run('INSERT INTO checkpoint_tensors VALUES (?, ?, ?, ?, ?)', run, kind, position, name, data),
    );
  });
}

/** Weights that a run starts from, or that were imported. */
export const writeInitialWeights = (database: WritableDatabase, run: number, weights: Tensors): void =>
  write(database, run, 'initial', weights, { step: 0, seconds: 0, evaluations: 0 });

/** The best weights alone, of a run that will not be continued. */
export const writeBestWeights = (
  database: WritableDatabase,
  run: number,
  weights: Tensors,
  moment: CheckpointMoment & { readonly step: number },
): void => write(database, run, 'best', weights, moment);

/** @param best the weights of `place.best` when they are new since the last call */
export function writeCheckpoint(
  database: WritableDatabase,
  run: number,
  { weights, state, place }: NewCheckpoint,
  best: Tensors | null,
  moment: CheckpointMoment,
): void {
  database.transaction(() => {
    if (best !== null) write(database, run, 'best', best, { ...moment, step: place.best?.step ?? place.step });
    write(database, run, 'last', new Map([...state, ...weights]), { ...moment, step: place.step, place });
  });
}

/** Another place for the weights of the last checkpoint. Answers the place before; null when there is none. */
export function changePlace(
  database: WritableDatabase,
  run: number,
  change: (place: TrainerPlace) => TrainerPlace,
): TrainerPlace | null {
  return database.transaction(() => {
    const sql = `SELECT place FROM checkpoints WHERE run = ? AND kind = 'last'`;
    const stored = database.get<{ place: string }>(sql, run);
    if (stored === undefined) return null;
    const before = JSON.parse(stored.place) as TrainerPlace;
    const after = JSON.stringify(change(before));
    database.run(`UPDATE checkpoints SET place = ? WHERE run = ? AND kind = 'last'`, after, run);
    return before;
  });
}

/** What a run continues from; null when it has no checkpoint. @throws UnfoldError `refused` when it is damaged */
export function readCheckpoint(database: ReadableDatabase, run: number): StoredCheckpoint | null {
  const last = read(database, run, 'last');
  if (last === null || last.place === null) return null;
  const { seconds, tensors } = last;
  const place = JSON.parse(last.place) as TrainerPlace;
  const best = place.best === null ? null : read(database, run, 'best');
  if (place.best !== null && best?.step !== place.best.step) throw damaged(run, 'best', 'the best weights are missing');
  return { seconds, tensors, place, best: best?.tensors };
}

/** @throws UnfoldError `refused` when they are damaged */
export const readInitialWeights = (database: ReadableDatabase, run: number): Tensors | null =>
  read(database, run, 'initial')?.tensors ?? null;

/** The wanted weights, or the nearest that the run has. @throws UnfoldError `not-found` when it has none */
export function readWeights(database: ReadableDatabase, run: number, wanted: 'best' | 'last'): StoredWeights {
  for (const kind of PREFERENCE[wanted]) {
    const found = read(database, run, kind);
    if (found !== null) return { kind, step: found.step, tensors: found.tensors };
  }
  throw new UnfoldError(
    'not-found',
    'This run has no checkpoint yet. Train it for some seconds first, then try again.',
  );
}

/** Changes whenever the wanted weights do; null when the run has none. */
export function weightsVersion(database: ReadableDatabase, run: number, wanted: 'best' | 'last'): string | null {
  const rows = database.all<{ kind: WeightsKind; step: number; checksum: number }>(
    'SELECT kind, step, checksum FROM checkpoints WHERE run = ?',
    run,
  );
  const found = PREFERENCE[wanted]
    .map((kind) => rows.find((row) => row.kind === kind))
    .find((row) => row !== undefined);
  return found === undefined ? null : `${found.kind} ${found.step} ${found.checksum}`;
}

function read(
  database: ReadableDatabase,
  run: number,
  kind: WeightsKind,
): (CheckpointRow & { readonly tensors: Tensors }) | null {
  // In one statement: the run's thread may be writing the next one.
  const rows = database.all<CheckpointRow & { readonly name: string; readonly data: Uint8Array }>(
    `SELECT step, seconds, place, checksum, name, data FROM checkpoints JOIN checkpoint_tensors USING (run, kind)
     WHERE run = ? AND kind = ? ORDER BY position`,
    run,
    kind,
  );
  const [row] = rows;
  if (row === undefined) return null;
  const sum = rows.reduce((sum, { data }) => crc32(data, sum), 0);
  if (sum !== row.checksum) throw damaged(run, kind, `its checksum is ${sum}, not ${row.checksum}`);
  return { ...row, tensors: new Map(rows.map(({ name, data }) => [name, toFloats(data)])) };
}

const damaged = (run: number, kind: WeightsKind, details: string): UnfoldError =>
  new UnfoldError(
    'refused',
    'A checkpoint of this run is damaged and cannot be used. Check the disk, then train the run again from the start.',
    `The checkpoint "${kind}" of run ${run} is damaged: ${details}.`,
  );
