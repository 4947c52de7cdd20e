/**
 * The hidden layer of the window model, forward and back. Step t sees the tokens X[t] … X[t + c - 1]: X begins with the
 * c - 1 tokens before the sequence. Unlike a recurrence, nothing passes from step to step.
 *
 *     p_t     = [C[:, X[t]]; …; C[:, X[t + c - 1]]]      rows of W_IN side by side
 *     h_t     = f(W_h p_t)                               W_h = W_REC
 *     delta_t = dE/dh_t f'(s_t)
 *     dp_t    = W_h' delta_t
 *     dC      : column X[r] += sum_j block j of dp_{r-j}    over the windows t = r - j that hold position r
 *
 * dW_h = sum_t delta_t p_t' is recurrence.ts's dW_rec: only what W_REC is multiplied with differs.
 */
import { vectorBytes } from './emit.ts';
import { dotRowCount } from './recurrence.ts';
import { MAX_WIDTH, type KernelOptions } from './options.ts';

const forward = (options: KernelOptions): string => `
function copyRow(to: usize, from: usize, n: i32): void {
  for (let end = to + <usize>n * ${vectorBytes(options)}; to < end; to += 16, from += 16) v128.store(to, v128.load(from));
}
// p_t and h_t for t = 0 … T-1
function windowForward(T: i32): void {
  let block = <usize>NVI * VECTOR_BYTES;
  for (let t = 0; t < T; t++) {
    let p = REC_INPUT + <usize>t * LDR, row = HS + <usize>(t + 1) * LD, w = W_REC, x = X + (<usize>t << 2);
    for (let j = 0; j < CONTEXT; j++)
      copyRow(p + <usize>j * block, W_IN + <usize>load<u32>(x + (<usize>j << 2)) * LDI, NVI);
    for (let j = 0; j < HP; j += ${dotRowCount(options)}) { dotRows(w, LDR, p, NVR, row + (<usize>j << 2)); w += LDR * ${dotRowCount(options)}; }
    cellRow(row, ZEROS, NV);
    clearPadding(row);
  }
}
`;

const backward = (): string => `
// delta_t in place of dE/dh_t, then dp_t, then dC's columns, one for each position of X
function windowBackward(T: i32): void {
  let g = (NVR + ${MAX_WIDTH - 1}) / ${MAX_WIDTH}, block = <usize>NVI * VECTOR_BYTES;
  for (let t = 0; t < T; t++) cellDerivativeRow(DH + <usize>t * LD, HS + <usize>(t + 1) * LD, NV);
  for (let t0 = 0; t0 < T; t0 += CHUNK) {
    let c = min(CHUNK, T - t0), ldt = columnBytes(c), d = D_REC_INPUT + <usize>t0 * LDR, offset: usize = 0;
    transpose(DH + <usize>t0 * LD, LD, DELTA_T, ldt, (c + 3) & ~3, HP);
    memory.fill(d, 0, <usize>c * LDR);
    for (let q = 0; q < g; q++) {
      let n = tileWidth(NVR, g, q);
      hiddenGradient(n, W_REC + offset, LDR, DELTA_T, ldt, d + offset, LDR, H, c);
      offset += <usize>n * VECTOR_BYTES;
    }
  }
  for (let r = 0, positions = inputRows(T); r < positions; r++) {
    let d = D_IN + <usize>r * LDI;
    memory.fill(d, 0, LDI);
    for (let j = max(0, r - T + 1); j <= min(r, CONTEXT - 1); j++)
      addRow(d, D_REC_INPUT + <usize>(r - j) * LDR + <usize>j * block, NVI);
  }
}
`;

export const windows = (options: KernelOptions): string => ['\n// --- windows', forward(options), backward()].join('');
