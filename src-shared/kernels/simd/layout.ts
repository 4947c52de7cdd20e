/**
 * Where everything lies in the memory that a model's kernels share: one flat WebAssembly.Memory, planned here, in bytes.
 *
 *     fixed      weights, dW_rec, and what one chunk of at most CHUNK time steps needs
 *     sequence   the rows that grow with T (hidden states, deltas) and, for T > CHUNK, dW_out
 *
 * Rows are padded: a row of H floats takes `LD` bytes, a row of T floats a whole number of vectors. Padding is zero
 * in every matrix and stays zero.
 */
import type { ModelShape } from '../contract.ts';
import { CELL_NAMES } from '../contract.ts';

/** The most time steps that go through the output layer at once; longer sequences go chunk by chunk. */
export const CHUNK = 96;
/** W_out's rows are cut into at most this many shards; their number never depends on the number of threads. */
export const MAX_SHARDS = 16;
/** Floats in the widest vector of any module. */
const MAX_LANES = 8;
/** Tiles have 1, 2, 3, 6 or 12 rows: what they walk over is padded to a multiple of 12. */
const TILE_ROWS = 12;
/** Bytes of W_out's rows in one block: with its scores it stays in the first-level cache. */
const BLOCK_BYTES = 24576;
/** Address of the table that `configure` reads: the first, because the compiler's own static data stay below it. */
export const FIELD_TABLE = 65536;
/** Unused bytes after every region, so that regions do not start at the same offset within a 4 KiB page. */
const GUARD = 256;
const PAGE = 65536;
const MAX_PAGES = 65536;

/**
 * Everything a module must know about a model: sizes, then addresses. The generated module has one global for each,
 * filled by `configure` in this order.
 */
export const FIELD_NAMES = [
  'H', // hidden units
  'HP', // H padded to whole vectors
  'NV', // vectors in a row of H floats
  'LD', // bytes from one row of H floats to the next
  'K', // vocabulary size
  'KB', // rows in a block of W_out
  'BLOCKS', // blocks in W_out
  'SHARDS', // shards in W_out
  'CELL', // index into CELL_NAMES
  'CHUNK', // most time steps in a chunk
  'W_OUT', // [BLOCKS KB][LD]
  'W_REC', // [HP][LD]
  'W_IN', // [K][LD], transposed: row k is column k of W_in
  'G_REC', // dW_rec, [HP][LD]
  'STATE', // the current hidden state, [HP]
  'FIRST', // [K] integers: 1 + the first step whose token is k, 0 elsewhere
  'CONSTANTS', // numbers that vector code loads, see assembly/constants.ts
  'DOTS', // partial sums of a few rows' dot products, see assembly/recurrence.ts
  'RATES', // three floats: the update is W += rate clamp(scale dW, -limit, limit)
  'UNIT', // the same three as 1, 1, infinity: plain accumulation
  'E', // scores, then their exponentials, then r = y - onehot, [BLOCKS KB][T]
  'REFERENCES', // the reference of each block's exponentials, [BLOCKS][T]
  'SHARD_SOFTMAX', // for each shard: reference, sum, block's sum, block's maximum, factor, [SHARDS][5][T]
  'SOFTMAX', // all shards together: reference, sum, 1 / sum, target's score, [4][T]
  'PARTIAL', // each shard's part of dH, [SHARDS][CHUNK][LD]
  'PANELS', // the chunk's hidden states transposed, see assembly/transpose.ts, [HP][T]
  'DELTA_T', // the chunk's deltas transposed, [HP][T]
  'GRAM_R', // each shard's part of r_t . r_t', [SHARDS][CHUNK][T]
  'GRAM_H', // h_t . h_t', [CHUNK][T]
  'X', // inputs, [T]
  'Y', // targets, [T]
  'HS', // hidden states, row 0 is h_{-1}, [T + 1][LD]
  'DH', // dE/dh_t, then delta_t, [T][LD]
  'SHIFTED', // D_j of truncated backpropagation, [T + 1][LD]
  'G_OUT', // dW_out, only for T > CHUNK, [BLOCKS KB][LD]
] as const;
export type FieldName = (typeof FIELD_NAMES)[number];

/** What the sequence part of the memory must hold. */
export interface SequenceNeeds {
  /** T: steps of the longest sequence. */
  readonly steps: number;
  /** dW_out as a matrix of its own. */
  readonly outputGradient: boolean;
  /** The rows of truncated backpropagation. */
  readonly truncated: boolean;
}

export interface Layout {
  readonly fields: Readonly<Record<FieldName, number>>;
  readonly needs: SequenceNeeds;
  readonly pages: number;
}

const roundUp = (value: number, multiple: number): number => Math.ceil(value / multiple) * multiple;

/**
 * @param lanes floats in one vector of the module: 4 or 8
 * @throws RangeError when the model and the sequence do not fit the 4 GiB that WebAssembly can address
 */
export function planLayout(shape: ModelShape, lanes: number, needs: SequenceNeeds): Layout {
  const { vocabulary: K, hidden: H, cell } = shape;
  const HP = roundUp(H, lanes);
  // The same for every module: blocks and shards depend on it, and with them the bits. Rows a multiple of 256 bytes apart
  // would compete for the same few cache sets.
  const wholeVectors = roundUp(H, MAX_LANES);
  const rowFloats = (wholeVectors * 4) % 256 === 0 ? wholeVectors + 16 : wholeVectors;
  const LD = rowFloats * 4;
  const wholeTiles = Math.max(2, Math.floor(BLOCK_BYTES / LD / TILE_ROWS)) * TILE_ROWS;
  const KB = Math.min(wholeTiles, roundUp(K, TILE_ROWS));
  const BLOCKS = Math.ceil(K / KB);
  const SHARDS = Math.min(MAX_SHARDS, BLOCKS);
  const outputRows = BLOCKS * KB;
  const hiddenRows = roundUp(HP, TILE_ROWS);
  const sequenceRows = roundUp(needs.steps, lanes) + TILE_ROWS + 2;

  let next = FIELD_TABLE;
  const floats = (count: number): number => {
    const address = next;
    next = roundUp(next + count * 4 + GUARD, 128);
    return address;
  };
  floats(FIELD_NAMES.length);
  const fields: Record<FieldName, number> = {
    H,
    HP,
    NV: HP / lanes,
    LD,
    K,
    KB,
    BLOCKS,
    SHARDS,
    CELL: CELL_NAMES.indexOf(cell),
    CHUNK,
    W_OUT: floats(outputRows * rowFloats),
    W_REC: floats(hiddenRows * rowFloats),
    W_IN: floats(K * rowFloats),
    G_REC: floats(hiddenRows * rowFloats),
    STATE: floats(HP),
    FIRST: floats(K),
    CONSTANTS: floats(64),
    DOTS: floats(8 * MAX_LANES),
    RATES: floats(3),
    UNIT: floats(3),
    E: floats(outputRows * CHUNK),
    REFERENCES: floats(BLOCKS * CHUNK),
    SHARD_SOFTMAX: floats(SHARDS * 5 * CHUNK),
    SOFTMAX: floats(4 * CHUNK),
    PARTIAL: floats(SHARDS * CHUNK * rowFloats),
    PANELS: floats(HP * CHUNK),
    DELTA_T: floats(hiddenRows * CHUNK),
    GRAM_R: floats(SHARDS * CHUNK * CHUNK),
    GRAM_H: floats((CHUNK + TILE_ROWS) * CHUNK),
    X: floats(needs.steps),
    Y: floats(needs.steps),
    HS: floats(sequenceRows * rowFloats),
    DH: floats(sequenceRows * rowFloats),
    SHIFTED: needs.truncated ? floats(sequenceRows * rowFloats) : 0,
    G_OUT: needs.outputGradient ? floats(outputRows * rowFloats) : 0,
  };
  const pages = Math.ceil(next / PAGE);
  if (!(pages <= MAX_PAGES)) {
    const gibibytes = (next / 2 ** 30).toFixed(1);
    throw new RangeError(
      `A vocabulary of ${K} with ${H} hidden units and a sequence of ${needs.steps} tokens needs ${gibibytes} GiB, ` +
        'more than the 4 GiB that the kernels can address. Choose a smaller vocabulary, fewer hidden units or shorter sequences.',
    );
  }
  return { fields, needs, pages };
}
