/** Element-wise kernels over rows of n vectors, sums of squares, and transposition. */
import { eachHalf, madd, range, storeHalves, vectorBytes } from './emit.ts';
import type { KernelOptions } from './options.ts';

/** One loop over n vectors; `body` declares out@ from the pointers a, b and stores it at `to`. */
function rowLoop(options: KernelOptions, pointers: readonly string[], body: string, to: string): string {
  const bytes = vectorBytes(options);
  return `for (let i = 0; i < n; i++) {
    ${eachHalf(options, body)}${storeHalves(options, to, 'out@')}
    ${pointers.map((p) => `${p} += ${bytes};`).join(' ')}
  }`;
}

const apply = (options: KernelOptions): string => `
// w += rate clamp(scale g, -limit, limit); rates holds rate, scale, limit
function applyRow(w: usize, g: usize, n: i32, rates: usize): void {
  let rate = v128.load32_splat(rates), scale = v128.load32_splat(rates, 4), limit = v128.load32_splat(rates, 8);
  let negative = f32x4.neg(limit);
  ${rowLoop(
    options,
    ['w', 'g'],
    `let out@ = f32x4.pmin(f32x4.pmax(f32x4.mul(v128.load(g, #), scale), negative), limit);
    out@ = ${madd(options, 'out@', 'rate', 'v128.load(w, #)')};\n`,
    'w',
  )}
}
`;

const simpleRows = (options: KernelOptions): string => `
// to += from
function addRow(to: usize, from: usize, n: i32): void {
  ${rowLoop(options, ['to', 'from'], 'let out@ = f32x4.add(v128.load(to, #), v128.load(from, #));\n', 'to')}
}
// row *= factor, a float in memory
function scaleRow(row: usize, factor: usize, n: i32): void {
  let f = v128.load32_splat(factor);
  ${rowLoop(options, ['row'], 'let out@ = f32x4.mul(v128.load(row, #), f);\n', 'row')}
}
// to += factor from, factor a float in memory
function addScaledRow(to: usize, from: usize, factor: usize, n: i32): void {
  let f = v128.load32_splat(factor);
  ${rowLoop(options, ['to', 'from'], `let out@ = ${madd(options, 'v128.load(from, #)', 'f', 'v128.load(to, #)')};\n`, 'to')}
}
`;

const squares = (options: KernelOptions): string => `
// sum of squares of n vectors, summed in double precision
function squaredNorm(p: usize, n: i32): f64 {
  let low = f64x2.splat(0), high = f64x2.splat(0);
  for (let i = 0; i < n; i++) {
    ${eachHalf(
      options,
      `let x@ = v128.load(p, #), l@ = f64x2.promote_low_f32x4(x@), h@ = f64x2.promote_low_f32x4(v128.shuffle<f32>(x@, x@, 2, 3, 2, 3));
    low = f64x2.add(low, f64x2.mul(l@, l@)); high = f64x2.add(high, f64x2.mul(h@, h@));\n`,
    )}
    p += ${vectorBytes(options)};
  }
  low = f64x2.add(low, high);
  return f64x2.extract_lane(low, 0) + f64x2.extract_lane(low, 1);
}
`;

const transpose = (): string => `
// to[j][i] = from[i][j] for rows i and columns j, both multiples of 4; strides in bytes
function transpose(from: usize, ldf: usize, to: usize, ldt: usize, rows: i32, columns: i32): void {
  for (let i = 0; i < rows; i += 4) {
    let source = from, target = to;
    for (let j = 0; j < columns; j += 4) {
      ${range(4)
        .map((i) => `let r${i} = v128.load(source + ${i} * ldf);`)
        .join(' ')}
      let a = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5), b = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
      let c = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5), d = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
      v128.store(target, v128.shuffle<f32>(a, c, 0, 1, 4, 5));
      v128.store(target + ldt, v128.shuffle<f32>(a, c, 2, 3, 6, 7));
      v128.store(target + 2 * ldt, v128.shuffle<f32>(b, d, 0, 1, 4, 5));
      v128.store(target + 3 * ldt, v128.shuffle<f32>(b, d, 2, 3, 6, 7));
      source += 16; target += 4 * ldt;
    }
    from += 4 * ldf; to += 16;
  }
}
`;

export const rows = (options: KernelOptions): string =>
  ['\n// --- rows', simpleRows(options), apply(options), squares(options), transpose()].join('');
