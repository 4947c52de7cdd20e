/**
 * The matrix products of a dense layer, m examples at once. W is stored transposed, [inputs][units]; all strides are in
 * bytes, rows are padded to whole vectors.
 *
 *     forward    Z[m][j] = b[j] + sum_k A[m][k] W[k][j]          z^l of all examples
 *     backward   E[m][k] = sum_j D[m][j] W[k][j]                 (W^l)' delta^l, before f'
 *     gradient   G[k][j] = sum_m A[m][k] D[m][j]                 dW, summed from zero and used at once (see update.ts)
 *
 * Each element is summed in one order, whatever tile it falls into.
 */
import { madd, range, rowPointers } from '../../../simd/assembly/emit.ts';
import type { KernelOptions } from '../../../simd/assembly/options.ts';
import { eachAccumulator, multiplyAdd, type Tile } from '../../../simd/assembly/tile.ts';
import { eachGroup, heights, tiledRows, widths } from './tiles.ts';
import { UPDATES, type UpdateName } from './update.ts';

const splat = (pointer: string, offset = 0): string => `v128.load32_splat(${pointer}, ${offset})`;
const load = (pointer: string, offset: number): string => `v128.load(${pointer}, ${offset})`;

function forwardTile(options: KernelOptions, rows: number, width: number): string {
  const tile: Tile = { options, rows, width };
  return `
function forward_${rows}x${width}(A: usize, lda: usize, W: usize, ldw: usize, B: usize, Z: usize, ldz: usize, K: i32, tiles: i32): void {
  for (let q = 0; q < tiles; q++) {
    ${rowPointers('a', 'A', rows, 'lda')}${rowPointers('z', 'Z', rows, 'ldz')}let w = W;
    ${eachAccumulator(tile, (name, _, offset) => `let ${name} = ${load('B', offset)};\n`)}
    for (let k = 0; k < K; k++) {
      ${multiplyAdd(
        tile,
        (i) => splat(`a${i}`),
        (offset) => load('w', offset),
      )}w += ldw;
      ${range(rows)
        .map((i) => `a${i} += 4;\n`)
        .join('')}
    }
    ${eachAccumulator(tile, (name, i, offset) => `v128.store(z${i}, ${name}, ${offset});\n`)}
    A += lda * ${rows}; Z += ldz * ${rows};
  }
}
`;
}

function gradientTile(options: KernelOptions, name: UpdateName, rows: number, width: number): string {
  const tile: Tile = { options, rows, width };
  const update = UPDATES[name];
  const velocity = update.velocity ? rowPointers('v', 'V', rows, 'ldw') : '';
  return `
function ${name}_${rows}x${width}(A: usize, lda: usize, D: usize, ldd: usize, W: usize, V: usize, ldw: usize, M: i32, rates: usize, tiles: i32): void {
  for (let q = 0; q < tiles; q++) {
    let a = A, d = D;
    ${eachAccumulator(tile, (sum) => `let ${sum} = f32x4.splat(0);\n`)}
    for (let m = 0; m < M; m++) {
      ${multiplyAdd(
        tile,
        (i) => splat('a', 4 * i),
        (offset) => load('d', offset),
      )}a += lda; d += ldd;
    }
    ${rowPointers('w', 'W', rows, 'ldw')}${velocity}${update.prepare}
    ${eachAccumulator(tile, (sum, i, offset) => update.apply(options, sum, `w${i}`, `v${i}`, offset))}
    A += ${4 * rows}; W += ldw * ${rows}; V += ldw * ${rows};
  }
}
`;
}

/** Four columns k at once: four sums of vectors turned into one vector of sums. */
function backwardTile(options: KernelOptions, rows: number): string {
  const four = range(4);
  const each = (text: (i: number, k: number) => string): string =>
    range(rows)
      .flatMap((i) => four.map((k) => text(i, k)))
      .join('');
  return `
function backward_${rows}(D: usize, ldd: usize, W: usize, ldw: usize, E: usize, lde: usize, columns: i32, vectors: i32): void {
  for (let k = 0; k < columns; k += 4) {
    ${rowPointers('w', 'W', 4, 'ldw')}${rowPointers('d', 'D', rows, 'ldd')}
    ${each((i, k) => `let s${i}_${k} = f32x4.splat(0);\n`)}
    for (let j = 0; j < vectors; j++) {
      ${range(rows)
        .map((i) => `let x${i} = v128.load(d${i}); d${i} += 16;\n`)
        .join('')}
      ${four
        .map(
          (k) =>
            `let y${k} = v128.load(w${k}); w${k} += 16;\n${range(rows)
              .map((i) => `s${i}_${k} = ${madd(options, `x${i}`, `y${k}`, `s${i}_${k}`)};\n`)
              .join('')}`,
        )
        .join('')}
    }
    ${range(rows)
      .map((i) => `v128.store(E + ${i} * lde, laneSums(s${i}_0, s${i}_1, s${i}_2, s${i}_3));\n`)
      .join('')}
    W += ldw * 4; E += 16;
  }
}
`;
}

const laneSums = (): string => `
// The four lanes of each vector added up: (0 + 2) + (1 + 3)
@inline function laneSums(a: v128, b: v128, c: v128, d: v128): v128 {
  let ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 1, 4, 5), v128.shuffle<f32>(a, b, 2, 3, 6, 7));
  let cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 1, 4, 5), v128.shuffle<f32>(c, d, 2, 3, 6, 7));
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 2, 4, 6), v128.shuffle<f32>(ab, cd, 1, 3, 5, 7));
}
`;

const FORWARD = 'A: usize, lda: usize, W: usize, ldw: usize, B: usize, Z: usize, ldz: usize, K: i32, rows: i32';
const GRADIENT =
  'A: usize, lda: usize, D: usize, ldd: usize, W: usize, V: usize, ldw: usize, M: i32, rates: usize, rows: i32';

function gradientProduct(options: KernelOptions, name: UpdateName): string {
  return [
    ...widths.flatMap((n) => heights(options, n).map((r) => gradientTile(options, name, r, n))),
    tiledRows(
      options,
      `${name}Rows`,
      GRADIENT,
      (r, n) => `${name}_${r}x${n}(A, lda, D, ldd, W, V, ldw, M, rates, q);`,
      (r) => `A += <usize>(q * ${4 * r}); W += <usize>(q * ${r}) * ldw; V += <usize>(q * ${r}) * ldw;`,
    ),
    `
/** ${UPDATES[name].equation}, with dW[k][j] = sum_m A[m][k] D[m][j] for K rows k. */
export function ${name}Product(A: usize, lda: usize, D: usize, ldd: usize, W: usize, V: usize, ldw: usize, M: i32, K: i32, vectors: i32, rates: usize): void {
  ${eachGroup(`${name}Rows(n, A, lda, D + o, ldd, W + o, V + o, ldw, M, rates, K);`)}
}
`,
  ].join('\n');
}

export const products = (options: KernelOptions): string =>
  [
    '\n// --- Z = b + A W',
    ...widths.flatMap((n) => heights(options, n).map((r) => forwardTile(options, r, n))),
    tiledRows(
      options,
      'forwardRows',
      FORWARD,
      (r, n) => `forward_${r}x${n}(A, lda, W, ldw, B, Z, ldz, K, q);`,
      (r) => `A += <usize>(q * ${r}) * lda; Z += <usize>(q * ${r}) * ldz;`,
    ),
    `
export function forward(A: usize, lda: usize, W: usize, ldw: usize, B: usize, Z: usize, ldz: usize, M: i32, K: i32, vectors: i32): void {
  ${eachGroup('forwardRows(n, A, lda, W + o, ldw, B + o, Z + o, ldz, K, M);')}
}
`,
    "\n// --- E = D W'",
    laneSums(),
    backwardTile(options, 2),
    backwardTile(options, 1),
    `
/** K columns k, rounded up to whole vectors: W has zero rows there. */
export function backward(D: usize, ldd: usize, W: usize, ldw: usize, E: usize, lde: usize, M: i32, K: i32, vectors: i32): void {
  let m = 0;
  for (; m + 2 <= M; m += 2) { backward_2(D, ldd, W, ldw, E, lde, K, vectors); D += 2 * ldd; E += 2 * lde; }
  if (m < M) backward_1(D, ldd, W, ldw, E, lde, K, vectors);
}
`,
    "\n// --- dW = A' D, and what becomes of it",
    ...(Object.keys(UPDATES) as UpdateName[]).map((name) => gradientProduct(options, name)),
  ].join('\n');
