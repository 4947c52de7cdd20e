/**
 * Checkpoints of runs. `best` and `last` are replaced together in one transaction: the trainer's place in `last` names
 * the best validation, and continuing needs the weights of exactly that one.
 */
import { crc32 } from 'node:zlib';
import { type Parameters, PARAMETER_NAMES } from '#shared/kernels/contract.ts';
import { UnfoldError } from '#shared/protocol/index.ts';
import { type Checkpoint, parametersAreFinite, type TrainerPlace } from '#shared/training/checkpoint.ts';
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

export interface StoredCheckpoint {
  /** Training time so far. */
  readonly seconds: number;
  readonly checkpoint: Checkpoint;
  /** The weights of `checkpoint.place.best`, when it is set. */
  readonly best: Parameters | undefined;
}

export interface StoredWeights {
  readonly kind: WeightsKind;
  readonly step: number;
  readonly parameters: Parameters;
}

interface CheckpointRow {
  kind: WeightsKind;
  step: number;
  seconds: number;
  place: string | null;
  checksum: number;
  hidden_state: Uint8Array | null;
  w_in: Uint8Array;
  w_rec: Uint8Array;
  w_out: Uint8Array;
}

const toBytes = (values: Float32Array): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

/** Copies: what SQLite hands out need not lie on a multiple of four bytes. */
const toFloats = (bytes: Uint8Array): Float32Array<ArrayBuffer> => new Float32Array(Uint8Array.from(bytes).buffer);

const checksum = (...parts: readonly Uint8Array[]): number => parts.reduce((sum, part) => crc32(part, sum), 0);

/** @throws Error when a weight is not finite: the checkpoint written before is the last good one */
function write(
  database: WritableDatabase,
  run: number,
  kind: WeightsKind,
  parameters: Parameters,
  rest: CheckpointMoment & {
    readonly step: number;
    readonly place?: TrainerPlace;
    readonly hiddenState?: Float32Array;
  },
): void {
  if (!parametersAreFinite(parameters))
    throw new Error('A checkpoint whose weights are not all finite must not be written.');
  const hidden = rest.hiddenState === undefined ? null : toBytes(rest.hiddenState);
  const weights = PARAMETER_NAMES.map((name) => toBytes(parameters[name]));
  const [w_in, w_rec, w_out] = weights as [Uint8Array, Uint8Array, Uint8Array];
  database.run(
    `INSERT OR REPLACE INTO checkpoints (run, kind, written_at, step, seconds, evaluations, place, checksum, hidden_state,
       w_in, w_rec, w_out) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    run,
    kind,
    Date.now(),
    rest.step,
    rest.seconds,
    rest.evaluations,
    rest.place === undefined ? null : JSON.stringify(rest.place),
    checksum(...(hidden === null ? [] : [hidden]), ...weights),
    hidden,
    w_in,
    w_rec,
    w_out,
  );
}

/** Weights that a run starts from, or that were imported. */
export const writeInitialWeights = (database: WritableDatabase, run: number, parameters: Parameters): void =>
  write(database, run, 'initial', parameters, { step: 0, seconds: 0, evaluations: 0 });

/** The best weights alone, of a run that will not be continued. */
export const writeBestWeights = (
  database: WritableDatabase,
  run: number,
  parameters: Parameters,
  moment: CheckpointMoment & { readonly step: number },
): void => write(database, run, 'best', parameters, moment);

/** @param best the weights of `checkpoint.place.best` when they are new since the last call */
export function writeCheckpoint(
  database: WritableDatabase,
  run: number,
  checkpoint: Checkpoint,
  best: Parameters | null,
  moment: CheckpointMoment,
): void {
  const { parameters, hiddenState, place } = checkpoint;
  database.transaction(() => {
    if (best !== null) write(database, run, 'best', best, { ...moment, step: place.best?.step ?? place.step });
    write(database, run, 'last', parameters, { ...moment, step: place.step, place, hiddenState });
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
  const row = readRow(database, run, 'last');
  if (row === null || row.place === null || row.hidden_state === null) return null;
  const place = JSON.parse(row.place) as TrainerPlace;
  const best = place.best === null ? null : readRow(database, run, 'best');
  if (place.best !== null && best?.step !== place.best.step) throw damaged(run, 'best', 'the best weights are missing');
  return {
    checkpoint: { parameters: toParameters(row), hiddenState: toFloats(row.hidden_state), place },
    best: best ? toParameters(best) : undefined,
    seconds: row.seconds,
  };
}

/** @throws UnfoldError `refused` when they are damaged */
export function readInitialWeights(database: ReadableDatabase, run: number): Parameters | null {
  const row = readRow(database, run, 'initial');
  return row === null ? null : toParameters(row);
}

/** The wanted weights, or the nearest that the run has. @throws UnfoldError `not-found` when it has none */
export function readWeights(database: ReadableDatabase, run: number, wanted: 'best' | 'last'): StoredWeights {
  for (const kind of PREFERENCE[wanted]) {
    const row = readRow(database, run, kind);
    if (row !== null) return { kind, step: row.step, parameters: toParameters(row) };
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

function readRow(database: ReadableDatabase, run: number, kind: WeightsKind): CheckpointRow | null {
  const row = database.get<CheckpointRow>('SELECT * FROM checkpoints WHERE run = ? AND kind = ?', run, kind);
  if (row === undefined) return null;
  const sum = checksum(...(row.hidden_state === null ? [] : [row.hidden_state]), row.w_in, row.w_rec, row.w_out);
  if (sum !== row.checksum) throw damaged(run, kind, `its checksum is ${sum}, not ${row.checksum}`);
  return row;
}

const toParameters = (row: CheckpointRow): Parameters => ({
  W_in: toFloats(row.w_in),
  W_rec: toFloats(row.w_rec),
  W_out: toFloats(row.w_out),
});

const damaged = (run: number, kind: WeightsKind, details: string): UnfoldError =>
  new UnfoldError(
    'refused',
    'A checkpoint of this run is damaged and cannot be used. Check the disk, then train the run again from the start.',
    `The checkpoint "${kind}" of run ${run} is damaged: ${details}.`,
  );
