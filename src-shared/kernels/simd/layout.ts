/**
 * Where everything lies in the memory that a model's kernels share: one flat WebAssembly.Memory, planned here, in bytes.
 *
 *     fixed      weights, dW_rec, and what one chunk of at most CHUNK time steps needs
 *     sequence   the rows that grow with T (hidden states, deltas) and, for T > CHUNK, dW_out
 *
 * Rows are padded: a row of H floats takes `LD` bytes, a row of T floats a whole number of vectors. Padding is zero
 * in every matrix and stays zero.
 */
import type { ModelShape, WindowShape } from '../contract.ts';
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
  'CONTEXT', // c, tokens in a window; 0: a recurrent network
  'NVI', // vectors in a row of W_IN; P floats or H
  'LDI', // bytes from one row of W_IN to the next
  'NVR', // vectors in a row of W_REC; c rows of W_IN or H floats
  'LDR', // bytes from one row of W_REC to the next
  'K', // vocabulary size
  'KB', // rows in a block of W_out
  'BLOCKS', // blocks in W_out
  'SHARDS', // shards in W_out
  'CELL', // index into CELL_NAMES
  'CHUNK', // most time steps in a chunk
  'W_OUT', // [BLOCKS KB][LD]
  'W_REC', // [HP][LDR]
  'W_IN', // [K][LDI], transposed: row k is column k of W_in
  'G_REC', // dW_rec, [HP][LDR]
  'STATE', // the current hidden state, [HP], or the last ids as floats, [c]
  'ZEROS', // [HP], what is added to W_rec's product where there is no column of W_in
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
  'X', // inputs, [T]; of a window model with the c - 1 before them, [c - 1 + T]
  'Y', // targets, [T]
  'HS', // hidden states, row 0 is h_{-1}, [T + 1][LD]
  'DH', // dE/dh_t, then delta_t, [T][LD]
  'REC_INPUT', // what W_rec is multiplied with: HS, or the windows p_t, [T][LDR]
  'D_REC_INPUT', // dE/dp_t, [T][LDR]; 0 of a recurrent network
  'D_IN', // for each input its part of dW_in: DH, or [c - 1 + T][LDI]
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

/** Rows a multiple of 256 bytes apart would compete for the same few cache sets. */
const awayFromPages = (floats: number): number => ((floats * 4) % 256 === 0 ? floats + 16 : floats);

/**
 * @param lanes floats in one vector of the module: 4 or 8
 * @throws RangeError when the model and the sequence do not fit the 4 GiB that WebAssembly can address
 */
export function planLayout(shape: ModelShape, lanes: number, needs: SequenceNeeds): Layout {
  const { vocabulary: K, hidden: H, cell } = shape;
  const HP = roundUp(H, lanes);
  // The same for every module: blocks and shards depend on it, and with them the bits.
  const rowFloats = awayFromPages(roundUp(H, MAX_LANES));
  const LD = rowFloats * 4;
  const wholeTiles = Math.max(2, Math.floor(BLOCK_BYTES / LD / TILE_ROWS)) * TILE_ROWS;
  const KB = Math.min(wholeTiles, roundUp(K, TILE_ROWS));
  const BLOCKS = Math.ceil(K / KB);
  const SHARDS = Math.min(MAX_SHARDS, BLOCKS);
  const outputRows = BLOCKS * KB;
  const hiddenRows = roundUp(HP, TILE_ROWS);
  const sequenceRows = roundUp(needs.steps, lanes) + TILE_ROWS + 2;
  const window = shape.architecture === 'window' ? windowLayout(shape) : null;
  const { inputFloats, recurrentFloats } = window ?? { inputFloats: rowFloats, recurrentFloats: rowFloats };
  const context = window?.context ?? 0;
  const inputs = needs.steps + Math.max(0, context - 1);

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
    CONTEXT: context,
    NVI: (window?.inputFloats ?? HP) / lanes,
    LDI: inputFloats * 4,
    NVR: (window?.windowFloats ?? HP) / lanes,
    LDR: recurrentFloats * 4,
    K,
    KB,
    BLOCKS,
    SHARDS,
    CELL: CELL_NAMES.indexOf(cell),
    CHUNK,
    W_OUT: floats(outputRows * rowFloats),
    W_REC: floats(hiddenRows * recurrentFloats),
    W_IN: floats(K * inputFloats),
    G_REC: floats(hiddenRows * recurrentFloats),
    STATE: floats(Math.max(HP, context)),
    ZEROS: floats(HP),
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
    X: floats(inputs),
    Y: floats(needs.steps),
    HS: floats(sequenceRows * rowFloats),
    DH: floats(sequenceRows * rowFloats),
    REC_INPUT: window ? floats(needs.steps * recurrentFloats) : 0,
    D_REC_INPUT: window ? floats(needs.steps * recurrentFloats) : 0,
    D_IN: window ? floats(inputs * inputFloats) : 0,
    SHIFTED: needs.truncated ? floats(sequenceRows * rowFloats) : 0,
    G_OUT: needs.outputGradient ? floats(outputRows * rowFloats) : 0,
  };
  if (!window) Object.assign(fields, { REC_INPUT: fields.HS, D_IN: fields.DH });
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

/** Floats of a projection, of a window of them, and from one window to the next; the same for every module. */
function windowLayout({ projection, context }: WindowShape): {
  context: number;
  inputFloats: number;
  windowFloats: number;
  recurrentFloats: number;
} {
  const inputFloats = roundUp(projection, MAX_LANES);
  const windowFloats = context * inputFloats;
  return { context, inputFloats, windowFloats, recurrentFloats: awayFromPages(windowFloats) };
}
