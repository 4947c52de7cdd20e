/**
 * The first layer with sparse inputs: example m has the entries starts[m] … starts[m + 1] - 1, each a column and a
 * value. Only the rows of W (columns of the inputs) that occur are read and written.
 *
 *     Z[m] = b + sum_e value_e W[column_e]     G[column_e] += value_e D[m]     W[column] += rate G[column]
 *
 * dW is summed from zero and added to W once, as everywhere: small products added one by one would be rounded away.
 */
import { madd, widthDispatch } from '../../../simd/assembly/emit.ts';
import { MAX_WIDTH, type KernelOptions } from '../../../simd/assembly/options.ts';
import { eachAccumulator, multiplyAdd, type Tile } from '../../../simd/assembly/tile.ts';
import { eachGroup, widths } from './tiles.ts';

const FORWARD =
  'starts: usize, columns: usize, values: usize, W: usize, ldw: usize, B: usize, Z: usize, ldz: usize, M: i32';

function forwardTile(options: KernelOptions, width: number): string {
  const tile: Tile = { options, rows: 1, width };
  return `
function forwardSparse_${width}(${FORWARD}): void {
  for (let m = 0; m < M; m++) {
    let end = load<i32>(starts + (<usize>(m + 1) << 2));
    ${eachAccumulator(tile, (name, _, offset) => `let ${name} = v128.load(B, ${offset});\n`)}
    for (let e = load<i32>(starts + (<usize>m << 2)); e < end; e++) {
      let w = W + <usize>load<i32>(columns + (<usize>e << 2)) * ldw;
      ${multiplyAdd(
        tile,
        () => 'v128.load32_splat(values + (<usize>e << 2))',
        (offset) => `v128.load(w, ${offset})`,
      )}
    }
    ${eachAccumulator(tile, (name, _, offset) => `v128.store(Z, ${name}, ${offset});\n`)}
    Z += ldz;
  }
}
`;
}

export const sparse = (options: KernelOptions): string =>
  [
    '\n// --- sparse inputs',
    ...widths.map((n) => forwardTile(options, n)),
    widthDispatch('forwardSparseRows', MAX_WIDTH, FORWARD, (n) => {
      return `forwardSparse_${n}(starts, columns, values, W, ldw, B, Z, ldz, M);`;
    }),
    `
export function forwardSparse(${FORWARD}, vectors: i32): void {
  ${eachGroup('forwardSparseRows(n, starts, columns, values, W + o, ldw, B + o, Z + o, ldz, M);')}
}
/** G[column] += value D[m] for each entry. */
export function addSparse(starts: usize, columns: usize, values: usize, G: usize, ldg: usize, D: usize, ldd: usize, M: i32, vectors: i32): void {
  for (let m = 0; m < M; m++) {
    let end = load<i32>(starts + (<usize>(m + 1) << 2));
    for (let e = load<i32>(starts + (<usize>m << 2)); e < end; e++) {
      let g = G + <usize>load<i32>(columns + (<usize>e << 2)) * ldg;
      let x = v128.load32_splat(values + (<usize>e << 2)), d = D;
      for (let j = 0; j < vectors; j++) {
        v128.store(g, ${madd(options, 'x', 'v128.load(d)', 'v128.load(g)')});
        g += 16; d += 16;
      }
    }
    D += ldd;
  }
}
/** G[row] = 0 for count rows, whose indices lie at rows. */
export function clearRows(rows: usize, count: i32, G: usize, ldg: usize, vectors: i32): void {
  for (let i = 0; i < count; i++) {
    let g = G + <usize>load<i32>(rows + (<usize>i << 2)) * ldg;
    for (let j = 0; j < vectors; j++) { v128.store(g, f32x4.splat(0)); g += 16; }
  }
}
/** W[row] += rate G[row] for them. */
export function descendSparse(rows: usize, count: i32, W: usize, G: usize, ldw: usize, vectors: i32, rates: usize): void {
  for (let i = 0; i < count; i++) {
    let o = <usize>load<i32>(rows + (<usize>i << 2)) * ldw;
    descendVectors(W + o, 0, G + o, vectors, rates);
  }
}
`,
  ].join('\n');
