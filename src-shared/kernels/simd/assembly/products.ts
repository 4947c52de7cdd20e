/**
 * The three matrix products of a training step, each as a family of tiles of n = 1 … 6 vectors' width:
 *
 *     scores             Z[k][t]  = sum_h W[k][h] HT[h][t]          logits of a block of W_out's rows, or any W HT
 *     hidden gradient    C[t][h] += sum_k R[k][t] W[k][h]           dE/dH, Gram matrices, truncated backpropagation
 *     update             W[k][h] += rate sum_t R[k][t] B[t][h]      rank-T updates and gradients
 *
 * All strides are in bytes. Rows k come in multiples of 12 (padding is zero).
 */
import { eachAccumulator, multiplyAdd, type Tile } from './tile.ts';
import { range, rowPointers, vectorBytes, widthDispatch } from './emit.ts';
import { MAX_ROW_WIDTH, MAX_WIDTH, type KernelOptions } from './options.ts';

const splat = (pointer: string, offset = 0): string => `v128.load32_splat(${pointer}, ${offset})`;
const load = (pointer: string, offset: number): string => `v128.load(${pointer}, ${offset})`;
const widths = (widest: number): number[] => range(widest).map((i) => i + 1);

/** scores: `add` continues a sum over h that an earlier block of columns began. */
function scoresTile(options: KernelOptions, width: number, add: boolean): string {
  const tile: Tile = { options, rows: options.tileRows[width]!, width };
  // Tiles with few accumulators need two steps in flight; H is padded, so an odd last step adds zeros.
  const steps = tile.rows * width < 10 ? 2 : 1;
  const rows = range(tile.rows);
  return `
function scores${add ? 'Add' : ''}_${width}(W: usize, ldw: usize, HT: usize, ldh: usize, Z: usize, ldz: usize, columns: i32, rows: i32): void {
  for (let k = 0; k < rows; k += ${tile.rows}) {
    ${rowPointers('w', 'W', tile.rows, 'ldw')}${rowPointers('z', 'Z', tile.rows, 'ldz')}let b = HT;
    ${eachAccumulator(tile, (name, i, offset) => `let ${name} = ${add ? load(`z${i}`, offset) : 'f32x4.splat(0)'};\n`)}
    for (let h = 0; h < columns; h += ${steps}) {
      ${range(steps)
        .map(
          (u) =>
            multiplyAdd(
              tile,
              (i) => splat(`w${i}`, 4 * u),
              (offset) => load('b', offset),
              `u${u}`,
            ) + 'b += ldh;\n',
        )
        .join('')}${rows.map((i) => `w${i} += ${4 * steps};\n`).join('')}
    }
    ${eachAccumulator(tile, (name, i, offset) => `v128.store(z${i}, ${name}, ${offset});\n`)}
    W += ldw * ${tile.rows}; Z += ldz * ${tile.rows};
  }
}
`;
}

/** hidden gradient: `tiles` tiles of `rows` steps t each. R's rows k are ldr bytes apart, its columns t 4 bytes. */
function hiddenGradientTile(options: KernelOptions, rows: number, width: number): string {
  const tile: Tile = { options, rows, width };
  return `
function hiddenGradient_${rows}x${width}(W: usize, ldw: usize, R: usize, ldr: usize, C: usize, ldc: usize, K: i32, tiles: i32): void {
  for (let q = 0; q < tiles; q++) {
    let w = W, r = R;
    ${rowPointers('c', 'C', rows, 'ldc')}
    ${eachAccumulator(tile, (name, i, offset) => `let ${name} = ${load(`c${i}`, offset)};\n`)}
    for (let k = 0; k < K; k++) {
      ${multiplyAdd(
        tile,
        (i) => splat('r', 4 * i),
        (offset) => load('w', offset),
      )}w += ldw; r += ldr;
    }
    ${eachAccumulator(tile, (name, i, offset) => `v128.store(c${i}, ${name}, ${offset});\n`)}
    R += ${4 * rows}; C += ldc * ${rows};
  }
}
`;
}

/** Tile heights that cover any number of rows t: the best one first, 1 last. */
function heights(best: number): number[] {
  const chain = [best];
  while (chain.at(-1)! > 1) chain.push(Math.floor(chain.at(-1)! / 2));
  return chain;
}

/**
 * update: sums from zero and touches W once, which keeps small products from being lost against large weights.
 * `rates` holds rate, scale and limit; the clamping form also scales and clamps each element of the sum.
 * `ahead`, when not 0, is memory that will be needed next: it is read along the way, because WebAssembly cannot prefetch.
 */
function updateTile(options: KernelOptions, width: number, clamp: boolean): string {
  const tile: Tile = { options, rows: options.tileRows[width]!, width };
  const rows = range(tile.rows);
  const bytes = tile.rows * width * vectorBytes(options);
  const lines = range(Math.ceil(bytes / 64)).map((i) => `load<i32>(ahead, ${64 * i})`);
  const change = (name: string): string =>
    clamp ? `f32x4.pmin(f32x4.pmax(f32x4.mul(${name}, scale), f32x4.neg(limit)), limit)` : name;
  const fused = (name: string, i: number, offset: number): string => {
    const product = `${change(name)}, rate`;
    const weight = load(`w${i}`, offset);
    return options.relaxed
      ? `f32x4.relaxed_madd(${product}, ${weight})`
      : `f32x4.add(f32x4.mul(${product}), ${weight})`;
  };
  return `
function update${clamp ? 'Clamped' : ''}_${width}(W: usize, ldw: usize, R: usize, ldr: usize, B: usize, ldb: usize, T: i32, rows: i32, rates: usize, ahead: usize): void {
  let touched = 0;
  for (let k = 0; k < rows; k += ${tile.rows}) {
    ${rowPointers('w', 'W', tile.rows, 'ldw')}${rowPointers('r', 'R', tile.rows, 'ldr')}let b = B;
    if (ahead) { touched |= ${lines.join(' | ')}; ahead += ${bytes}; }
    ${eachAccumulator(tile, (name) => `let ${name} = f32x4.splat(0);\n`)}
    for (let t = 0; t < T; t++) {
      ${multiplyAdd(
        tile,
        (i) => splat(`r${i}`),
        (offset) => load('b', offset),
      )}b += ldb;
      ${rows.map((i) => `r${i} += 4;\n`).join('')}
    }
    let rate = ${splat('rates')};
    ${clamp ? `let scale = ${splat('rates', 4)}, limit = ${splat('rates', 8)};` : ''}
    ${eachAccumulator(tile, (name, i, offset) => `${name} = ${fused(name, i, offset)};\n`)}
    ${eachAccumulator(tile, (name, i, offset) => `v128.store(w${i}, ${name}, ${offset});\n`)}
    W += ldw * ${tile.rows}; R += ldr * ${tile.rows};
  }
  sink = touched;
}
`;
}

const SCORES = 'W: usize, ldw: usize, HT: usize, ldh: usize, Z: usize, ldz: usize, columns: i32, rows: i32';
const GRADIENT = 'W: usize, ldw: usize, R: usize, ldr: usize, C: usize, ldc: usize, K: i32';
const UPDATE =
  'W: usize, ldw: usize, R: usize, ldr: usize, B: usize, ldb: usize, T: i32, rows: i32, rates: usize, ahead: usize';

/** All tiles, and one function a product that picks the tile by its width n in vectors. */
export function products(options: KernelOptions): string {
  const tallest = (n: number): number[] => heights(options.tileRows[n]!);
  const gradientCall = (n: number): string =>
    tallest(n)
      .map((m) => {
        const call = `hiddenGradient_${m}x${n}(W, ldw, R, ldr, C, ldc, K, q);`;
        return `{ let q = T / ${m}; if (q) { ${call} T -= q * ${m}; R += <usize>(q * ${4 * m}); C += <usize>(q * ${m}) * ldc; } }\n`;
      })
      .join('');
  return [
    '\n// --- Z = W HT',
    ...widths(MAX_WIDTH).flatMap((n) => [scoresTile(options, n, false), scoresTile(options, n, true)]),
    widthDispatch('scores', MAX_WIDTH, SCORES, (n) => `scores_${n}(W, ldw, HT, ldh, Z, ldz, columns, rows);`),
    widthDispatch('scoresAdd', MAX_WIDTH, SCORES, (n) => `scoresAdd_${n}(W, ldw, HT, ldh, Z, ldz, columns, rows);`),
    "\n// --- C += R' W",
    ...widths(MAX_WIDTH).flatMap((n) => tallest(n).map((m) => hiddenGradientTile(options, m, n))),
    ...range(MAX_ROW_WIDTH - MAX_WIDTH).map((i) => hiddenGradientTile(options, 1, MAX_WIDTH + 1 + i)),
    widthDispatch('hiddenGradient', MAX_WIDTH, `${GRADIENT}, T: i32`, gradientCall),
    widthDispatch(
      'rowTimesMatrix',
      MAX_ROW_WIDTH,
      GRADIENT,
      (n) => `hiddenGradient_1x${n}(W, ldw, R, ldr, C, ldc, K, 1);`,
    ),
    '\n// --- W += rate R B',
    ...widths(MAX_WIDTH).flatMap((n) => [updateTile(options, n, false), updateTile(options, n, true)]),
    ...['update', 'updateClamped'].map((name) =>
      widthDispatch(name, MAX_WIDTH, UPDATE, (n) => `${name}_${n}(W, ldw, R, ldr, B, ldb, T, rows, rates, ahead);`),
    ),
  ].join('\n');
}
