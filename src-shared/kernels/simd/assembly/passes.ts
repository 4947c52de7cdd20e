/**
 * The two passes over W_out, block by block, each for one shard of its rows (E, dH and W_out's gradient need all of
 * them; shards may run in any order, or on several threads, with the same bits).
 *
 *     pass 1   z = W h,  e = exp z,  S = sum e,  dE/dh_t = W' y_t - W[target_t]     W is read once, block by block
 *     pass 2   r = y - onehot,  W += rate sum_t r_t h_t'                            W is read and written once
 *
 * Between them lie the loss, backpropagation through time and, when asked for, the norms: pass 1 already has all
 * that they need, so that clipping does not cost another sweep over W_out.
 */
import { constantAddress } from './constants.ts';
import { vectorBytes } from './emit.ts';
import { MAX_WIDTH, type KernelOptions } from './options.ts';

/** Columns of W_out that are multiplied at a time: their part of the panel stays in the first-level cache. */
const COLUMNS = 256;
/**
 * A W_out of more bytes than this comes from afar: a whole block is then read ahead at once, so that its cache misses
 * overlap. Pass 1 gains 3 to 5 %, the 256-bit pass 2 half of its time; below, both lose 2 %.
 */
const FAR = 2 ** 23;

const panels = (): string => `
// The chunk's hidden states transposed, [HP][n] for each group of n <= ${MAX_WIDTH} vectors of time steps in turn
export function preparePanels(t0: i32, T: i32): void {
  let vectors = columnVectors(T), g = (vectors + ${MAX_WIDTH - 1}) / ${MAX_WIDTH};
  let rows = HS + <usize>(t0 + 1) * LD, panel = PANELS;
  for (let q = 0; q < g; q++) {
    let n = tileWidth(vectors, g, q), ldp = <usize>n * VECTOR_BYTES;
    transpose(rows, LD, panel, ldp, n * LANES, HP);
    rows += <usize>(n * LANES) * LD; panel += <usize>HP * ldp;
  }
}
// Z = W HT for rows of W, HT from the panels
function panelScores(w: usize, rows: i32, z: usize, T: i32): void {
  let vectors = columnVectors(T), ldt = columnBytes(T), g = (vectors + ${MAX_WIDTH - 1}) / ${MAX_WIDTH}, panel = PANELS;
  for (let q = 0; q < g; q++) {
    let n = tileWidth(vectors, g, q), ldp = <usize>n * VECTOR_BYTES;
    scores(n, w, LD, panel, ldp, z, ldt, min(H, ${COLUMNS}), rows);
    for (let h = ${COLUMNS}; h < H; h += ${COLUMNS})
      scoresAdd(n, w + (<usize>h << 2), LD, panel + <usize>h * ldp, ldp, z, ldt, min(H - h, ${COLUMNS}), rows);
    z += ldp; panel += <usize>HP * ldp;
  }
}
`;

const scoresPass = (options: KernelOptions): string => `
@inline function isFar(): bool { return <usize>(BLOCKS * KB) * LD > ${FAR}; }
// Reads one word of each cache line
function touch(p: usize, bytes: usize): i32 {
  let words = 0;
  for (let end = p + bytes; p < end; p += 256) words |= load<i32>(p) | load<i32>(p, 64) | load<i32>(p, 128) | load<i32>(p, 192);
  return words;
}
// What pass 1 leaves behind besides reference and sum: the exponentials of all rows, and the shard's part of dE/dh
const KEEP: i32 = 1, GRADIENT: i32 = 2;

// Pass 1 of shard s over the chunk's T steps, the first of them t0
export function scoresPass(s: i32, t0: i32, T: i32, mode: i32): void {
  let ldt = columnBytes(T), softmax = shardSoftmax(s), partial = PARTIAL + <usize>(s * CHUNK) * LD;
  let first = firstBlock(s), end = firstBlock(s + 1);
  memory.fill(slot(softmax, SUM), 0, ldt);
  if (mode & GRADIENT) memory.fill(partial, 0, <usize>T * LD);
  for (let b = first; b < end; b++) {
    let w = W_OUT + <usize>(b * KB) * LD, e = E + <usize>((mode & KEEP ? b : first) * KB) * ldt, rows = min(KB, K - b * KB);
    for (let attempt = 0; ; attempt++) {
      panelScores(w, KB, e, T);
      for (let t = 0; t < T; t++) {
        let row = load<i32>(Y + (<usize>(t0 + t) << 2)) - b * KB, at = <usize>t << 2;
        if (<u32>row < <u32>KB) store<f32>(slot(SOFTMAX, TARGET_SCORE) + at, load<f32>(e + <usize>row * ldt + at));
      }
      for (let o: usize = 0; o < ldt; o += ${vectorBytes(options)}) {
        if (b == first && attempt == 0) firstReference(e + o, ldt, rows, slot(softmax, REFERENCE) + o);
        exponentials(e + o, ldt, rows, slot(softmax, REFERENCE) + o, slot(softmax, BLOCK_SUM) + o, slot(softmax, BLOCK_MAXIMUM) + o);
      }
      if (!exceeds(softmax, ldt)) break;
      if (attempt == 2) {
        // Scores beyond 10^9 cannot be told apart from their reference in single precision: the loss is not a number.
        for (let o: usize = 0; o < ldt; o += 16) v128.store(slot(softmax, SUM) + o, f32x4.splat(NaN));
        break;
      }
      raiseReference(softmax, ldt, partial, T);
    }
    for (let o: usize = 0; o < ldt; o += 16) {
      let sum = slot(softmax, SUM) + o;
      v128.store(sum, f32x4.add(v128.load(sum), v128.load(slot(softmax, BLOCK_SUM) + o)));
    }
    if (isFar()) sink = touch(w + <usize>KB * LD, <usize>KB * LD);
    if (mode & KEEP) memory.copy(REFERENCES + <usize>b * ldt, slot(softmax, REFERENCE), ldt);
    // Rows of padding are zero in W_out, so their scores are zero as well, and no exponentials were taken of them.
    if (mode & GRADIENT) rowsGradient(w, e, ldt, partial, T);
  }
}
// dH += E' W for one block
function rowsGradient(w: usize, e: usize, ldt: usize, to: usize, T: i32): void {
  let g = (NV + ${MAX_WIDTH - 1}) / ${MAX_WIDTH}, offset: usize = 0;
  for (let q = 0; q < g; q++) {
    let n = tileWidth(NV, g, q);
    hiddenGradient(n, w + offset, LD, e, ldt, to + offset, LD, KB, T);
    offset += <usize>n * VECTOR_BYTES;
  }
}
`;

const mergeGradient = (): string => `
// dE/dh_t = sum over shards of factor_t partial_t - W_out[target_t]
export function mergeHiddenGradient(t0: i32, T: i32): void {
  for (let t = 0; t < T; t++) {
    let row = DH + <usize>(t0 + t) * LD;
    memory.fill(row, 0, LD);
    for (let s = 0; s < SHARDS; s++)
      addScaledRow(row, PARTIAL + <usize>(s * CHUNK + t) * LD, slot(shardSoftmax(s), FACTOR) + (<usize>t << 2), NV);
    addScaledRow(row, W_OUT + <usize>load<u32>(Y + (<usize>(t0 + t) << 2)) * LD, ${constantAddress('MINUS_ONE')}, NV);
  }
}
`;

const updatePass = (options: KernelOptions): string => `
// The residuals of shard s; part of pass 2, on its own where norms need them first
export function residualsPass(s: i32, t0: i32, T: i32): void {
  for (let b = firstBlock(s + 1) - 1; b >= firstBlock(s); b--) residuals(b, t0, T);
}
// What pass 2 finds and does: the residuals are there already; each element of the gradient is scaled and clamped
const HAS_RESIDUALS: i32 = 1, CLAMP: i32 = 2;

// Pass 2 of shard s: W += rate sum_t r_t h_t' with W = W_out, or its gradient. Blocks go down, because pass 1 went up
// and left the last ones in the cache.
export function updatePass(s: i32, t0: i32, T: i32, W: usize, rates: usize, mode: i32): void {
  let ldt = columnBytes(T), g = (NV + ${MAX_WIDTH - 1}) / ${MAX_WIDTH}, h = HS + <usize>(t0 + 1) * LD;
  for (let b = firstBlock(s + 1) - 1; b >= firstBlock(s); b--) {
    let w = W + <usize>(b * KB) * LD, r = E + <usize>(b * KB) * ldt, offset: usize = 0, ahead: usize = 0;
    if (!(mode & HAS_RESIDUALS)) residuals(b, t0, T);
    if (b > 0) {
      let below = w - <usize>KB * LD;
      ${options.halves === 2 ? 'if (isFar()) sink = touch(below, <usize>KB * LD); else ahead = below;' : 'ahead = below;'}
    }
    for (let q = 0; q < g; q++) {
      let n = tileWidth(NV, g, q);
      if (mode & CLAMP) updateClamped(n, w + offset, LD, r, ldt, h + offset, LD, T, KB, rates, ahead);
      else update(n, w + offset, LD, r, ldt, h + offset, LD, T, KB, rates, ahead);
      offset += <usize>n * VECTOR_BYTES;
      if (ahead) ahead += <usize>(KB * n) * VECTOR_BYTES;
    }
  }
}
// W_out += rate clamp(scale dW_out) for shard s, from the gradient of a long sequence
export function applyOutputGradient(s: i32): void {
  let from = <usize>(firstBlock(s) * KB) * LD, bytes = <usize>(firstBlock(s + 1) * KB) * LD - from;
  applyRow(W_OUT + from, G_OUT + from, <i32>(bytes / VECTOR_BYTES), RATES);
}
export function clearOutputGradient(s: i32): void {
  let from = <usize>(firstBlock(s) * KB) * LD;
  memory.fill(G_OUT + from, 0, <usize>(firstBlock(s + 1) * KB) * LD - from);
}
`;

export const passes = (options: KernelOptions): string =>
  ['\n// --- passes over W_out', panels(), scoresPass(options), mergeGradient(), updatePass(options)].join('');
