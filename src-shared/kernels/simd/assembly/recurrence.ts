/**
 * The recurrence, forward and back. Row t + 1 of HS is h_t, row 0 is h_{-1}.
 *
 *     s_t     = W_rec h_{t-1} + W_in[:, x_t]                   h_t = f(s_t)
 *     delta_t = (dE/dh_t + W_rec' delta_{t+1}) f'(s_t)          delta_T = 0
 *     dW_rec  = sum_t delta_t h_{t-1}'
 *     dW_in   : column x_t += delta_t
 *
 * What turns deltas into dW_rec and dW_in serves windows.ts as well: W_REC is multiplied with rows of REC_INPUT, here
 * those of HS, and the columns of dW_in are rows of D_IN, here those of DH.
 *
 * Truncated to n steps: delta_k = sum_{j<n} D_j[k] with D_0[k] = dE/dh_k f'(s_k) and
 * D_j[k] = (W_rec' D_{j-1}[k+1]) f'(s_k), the part of the error that has travelled j steps.
 */
import { madd, range, vectorBytes } from './emit.ts';
import { MAX_ROW_WIDTH, MAX_WIDTH, type KernelOptions } from './options.ts';

/** Rows whose dot products share each load of x: with two accumulators each, they keep both multiply-add units busy. */
export const dotRowCount = (options: KernelOptions): number => 4 * options.halves;

/**
 * z[j] = sum_h W[j][h] x[h] for a few rows j. Each row has one sum over its even groups of four floats and one over its
 * odd groups, whatever the width of a vector: modules of 128 and of 256 bits round alike.
 */
function dotRows(options: KernelOptions): string {
  const rows = range(dotRowCount(options));
  const bytes = vectorBytes(options);
  const add = (parity: string, offset: number, tag = ''): string =>
    `let x${parity}${tag} = v128.load(x, ${offset});\n` +
    rows
      .map((i) => {
        const sum = `a${i}_${parity}`;
        return `${sum} = ${madd(options, `x${parity}${tag}`, `v128.load(w${i}, ${offset})`, sum)};\n`;
      })
      .join('');
  const advance = (by: number): string => `x += ${by}; ${rows.map((i) => `w${i} += ${by};`).join(' ')}\n`;
  const loop =
    options.halves === 2
      ? `for (; n >= 2; n -= 2) { ${add('0', 0)}${add('1', 16)}${add('0', 32, 'b')}${add('1', 48, 'b')}${advance(2 * bytes)} }
  if (n) { ${add('0', 0)}${add('1', 16)} }`
      : `for (; n >= 2; n -= 2) { ${add('0', 0)}${add('1', bytes)}${advance(2 * bytes)} }
  if (n) { ${add('0', 0)} }`;
  // What is stored side by side is computed side by side: engines look for pairs from their stores on.
  const pairs =
    options.halves === 2
      ? rows.map((i) => `v128.store(DOTS, a${i}_1, ${32 * i + 16}); v128.store(DOTS, a${i}_0, ${32 * i});\n`).join('')
      : '';
  const half = (i: number, parity: number): string =>
    options.halves === 2 ? `v128.load(DOTS, ${32 * i + 16 * parity})` : `a${i}_${parity}`;
  return `
function dotRows(w0: usize, ldw: usize, x: usize, n: i32, z: usize): void {
  ${rows
    .slice(1)
    .map((i) => `let w${i} = w${i - 1} + ldw;`)
    .join(' ')}
  ${rows.map((i) => `let a${i}_0 = f32x4.splat(0), a${i}_1 = f32x4.splat(0);\n`).join('')}
  ${loop}
  ${pairs}${rows.map((i) => `let t${i} = f32x4.add(${half(i, 0)}, ${half(i, 1)});\n`).join('')}
  // Sums across the lanes of four vectors at once: transpose 4 x 4, then add.
  ${range(options.halves)
    .map((group) =>
      laneSums(
        range(4).map((i) => `t${4 * group + i}`),
        group,
      ),
    )
    .join('')}
}
`;
}

/** Stores the sums across the lanes of four vectors as one. */
const laneSums = (t: readonly string[], group: number): string => `
  let p${group} = f32x4.add(v128.shuffle<f32>(${t[0]}, ${t[1]}, 0, 4, 1, 5), v128.shuffle<f32>(${t[0]}, ${t[1]}, 2, 6, 3, 7));
  let q${group} = f32x4.add(v128.shuffle<f32>(${t[2]}, ${t[3]}, 0, 4, 1, 5), v128.shuffle<f32>(${t[2]}, ${t[3]}, 2, 6, 3, 7));
  v128.store(z, f32x4.add(v128.shuffle<f32>(p${group}, q${group}, 0, 1, 4, 5), v128.shuffle<f32>(p${group}, q${group}, 2, 3, 6, 7)), ${16 * group});
`;

const forward = (options: KernelOptions): string => `
// h_t for t = 0 … T-1
export function forward(T: i32): void {
  if (CONTEXT > 0) windowForward(T); else recurrentForward(T);
  // The last vector of time steps goes through the output layer whole: what is beyond T must not raise a reference.
  memory.fill(HS + <usize>(T + 1) * LD, 0, <usize>LANES * LD);
}
// f(0) need not be 0, but padding must be.
@inline function clearPadding(row: usize): void { for (let j = H; j < HP; j++) store<f32>(row + (<usize>j << 2), 0); }

// The same from row 0 of HS
function recurrentForward(T: i32): void {
  for (let t = 0; t < T; t++) {
    let previous = HS + <usize>t * LD, row = previous + LD, w = W_REC;
    for (let j = 0; j < HP; j += ${dotRowCount(options)}) { dotRows(w, LD, previous, NV, row + (<usize>j << 2)); w += LD * ${dotRowCount(options)}; }
    cellRow(row, W_IN + <usize>load<u32>(X + (<usize>t << 2)) * LD, NV);
    clearPadding(row);
  }
}
`;

const backward = (): string => `
// delta_t for t = T-1 … 0, in place of dE/dh_t
export function backward(T: i32): void {
  if (CONTEXT > 0) { windowBackward(T); return; }
  let g = (NV + ${MAX_ROW_WIDTH - 1}) / ${MAX_ROW_WIDTH};
  for (let t = T - 1; t >= 0; t--) {
    let d = DH + <usize>t * LD;
    if (t < T - 1) {
      let offset: usize = 0;
      for (let q = 0; q < g; q++) {
        let n = tileWidth(NV, g, q);
        rowTimesMatrix(n, W_REC + offset, LD, d + LD, 4, d + offset, LD, H);
        offset += <usize>n * VECTOR_BYTES;
      }
    }
    cellDerivativeRow(d, HS + <usize>(t + 1) * LD, NV);
  }
}
`;

const truncated = (): string => `
// the same with the error of each step cut off after n steps back
export function truncatedBackward(T: i32, n: i32): void {
  let g = (NV + ${MAX_WIDTH - 1}) / ${MAX_WIDTH}, ldt = columnBytes(CHUNK);
  for (let t = 0; t < T; t++) cellDerivativeRow(DH + <usize>t * LD, HS + <usize>(t + 1) * LD, NV);
  memory.copy(SHIFTED, DH, <usize>T * LD);
  memory.fill(SHIFTED + <usize>T * LD, 0, 5 * LD);
  for (let j = 1; j < n; j++) {
    // D_j[k] overwrites D_{j-1}[k]; its source D_{j-1}[k+1] has been copied to DELTA_T before.
    for (let t0 = 0; t0 < T; t0 += CHUNK) {
      let c = min(CHUNK, T - t0), d = SHIFTED + <usize>t0 * LD, offset: usize = 0;
      transpose(d + LD, LD, DELTA_T, ldt, (c + 3) & ~3, HP);
      memory.fill(d, 0, <usize>c * LD);
      for (let q = 0; q < g; q++) {
        let w = tileWidth(NV, g, q);
        hiddenGradient(w, W_REC + offset, LD, DELTA_T, ldt, d + offset, LD, H, c);
        offset += <usize>w * VECTOR_BYTES;
      }
      for (let t = 0; t < c; t++) {
        cellDerivativeRow(d + <usize>t * LD, HS + <usize>(t0 + t + 1) * LD, NV);
        addRow(DH + <usize>(t0 + t) * LD, d + <usize>t * LD, NV);
      }
    }
  }
}
`;

const gradients = (): string => `
// G_REC = dW_rec
export function recurrentGradient(T: i32): void {
  let g = (NVR + ${MAX_WIDTH - 1}) / ${MAX_WIDTH}, rows = ((HP + 11) / 12) * 12;
  memory.fill(G_REC, 0, <usize>HP * LDR);
  for (let t0 = 0; t0 < T; t0 += CHUNK) {
    let c = min(CHUNK, T - t0), ldt = columnBytes(c), offset: usize = 0;
    transpose(DH + <usize>t0 * LD, LD, DELTA_T, ldt, (c + 3) & ~3, HP);
    memory.fill(DELTA_T + <usize>HP * ldt, 0, <usize>(rows - HP) * ldt);
    for (let q = 0; q < g; q++) {
      let n = tileWidth(NVR, g, q);
      update(n, G_REC + offset, LDR, DELTA_T, ldt, REC_INPUT + <usize>t0 * LDR + offset, LDR, c, rows, UNIT, 0);
      offset += <usize>n * VECTOR_BYTES;
    }
  }
}
// Adds the rows of equal tokens to the first one's, which then is that token's column of dW_in; the others'
// entries of X become -1.
export function groupInputs(T: i32): void {
  let n = inputRows(T);
  for (let r = 0; r < n; r++) {
    let x = X + (<usize>r << 2), first = FIRST + (<usize>load<u32>(x) << 2), f = load<i32>(first);
    if (f == 0) store<i32>(first, r + 1);
    else { addRow(D_IN + <usize>(f - 1) * LDI, D_IN + <usize>r * LDI, NVI); store<i32>(x, -1); }
  }
  for (let r = 0; r < n; r++) {
    let k = load<i32>(X + (<usize>r << 2));
    if (k >= 0) store<i32>(FIRST + (<usize>k << 2), 0);
  }
}
`;

const updates = (): string => `
export function updateRecurrent(): void { applyRow(W_REC, G_REC, <i32>(<usize>HP * LDR / VECTOR_BYTES), RATES); }
export function updateInput(T: i32): void {
  for (let r = 0; r < inputRows(T); r++) {
    let k = load<i32>(X + (<usize>r << 2));
    if (k >= 0) applyRow(W_IN + <usize>k * LDI, D_IN + <usize>r * LDI, NVI, RATES);
  }
}
`;

export const recurrence = (options: KernelOptions): string =>
  ['\n// --- recurrence', dotRows(options), forward(options), backward(), truncated(), gradients(), updates()].join('');
