/**
 * Softmax over a shard of W_out's rows without a separate pass for the maximum. Exponentials are taken in base 2
 * relative to a reference per time step, the first block's maximum:
 *
 *     e_k = 2^(z_k log2 e - reference)         S = sum_k e_k         y_k = e_k 2^(block's reference - reference) / S
 *
 * Only when a later score exceeds the reference by more than 2^40 is the reference raised and that block done again.
 * Shards have references and sums of their own, merged in shard order. Everything runs across time steps, so there are
 * no sums across lanes.
 */
import { EXP2_CONSTANTS, exp2 } from './exponential.ts';
import { eachHalf, madd, storeHalves, vectorBytes } from './emit.ts';
import { loadConstants } from './constants.ts';
import type { KernelOptions } from './options.ts';

/** Slots of SHARD_SOFTMAX and of SOFTMAX, each CHUNK floats. */
const slots = (): string => `
const REFERENCE: i32 = 0, SUM: i32 = 1, BLOCK_SUM: i32 = 2, BLOCK_MAXIMUM: i32 = 3, FACTOR: i32 = 4, SHARD_SLOTS: i32 = 5;
const INVERSE_SUM: i32 = 2, TARGET_SCORE: i32 = 3;
@inline function slot(base: usize, i: i32): usize { return base + (<usize>i * <usize>CHUNK << 2); }
@inline function shardSoftmax(s: i32): usize { return slot(SHARD_SOFTMAX, s * SHARD_SLOTS); }
`;

const columns = (options: KernelOptions): string => `
// One column of vectors, n rows: e = 2^(z log2 e - reference) in place, its sum and the largest exponent
function exponentials(e: usize, ldt: usize, n: i32, reference: usize, sum: usize, largest: usize): void {
  ${loadConstants(...EXP2_CONSTANTS, 'LOG2E', 'LOWEST')}
  ${eachHalf(options, 'let minus@ = f32x4.neg(v128.load(reference, #)), sum@ = f32x4.splat(0), max@ = LOWEST;\n')}
  for (let i = 0; i < n; i++) {
    ${eachHalf(
      options,
      `let y@ = ${madd(options, 'v128.load(e, #)', 'LOG2E', 'minus@')};
    max@ = f32x4.pmax(max@, y@); y@ = f32x4.pmax(y@, LOWEST);\n`,
    )}${eachHalf(options, exp2(options, 'y@', 'p@'))}
    ${storeHalves(options, 'e', 'p@')}${eachHalf(options, 'sum@ = f32x4.add(sum@, p@);\n')}
    e += ldt;
  }
  ${storeHalves(options, 'sum', 'sum@')}${storeHalves(options, 'largest', 'max@')}
}
// reference = log2 e times the largest of n rows
function firstReference(z: usize, ldt: usize, n: i32, reference: usize): void {
  ${loadConstants('LOG2E')}
  ${eachHalf(options, 'let max@ = v128.load(z, #);\n')}
  for (let i = 0; i < n; i++) { ${eachHalf(options, 'max@ = f32x4.pmax(max@, v128.load(z, #));\n')} z += ldt; }
  ${eachHalf(options, 'max@ = f32x4.mul(max@, LOG2E);\n')}${storeHalves(options, 'reference', 'max@')}
}
// r = e factor, n rows
function scaleColumn(e: usize, ldt: usize, n: i32, factor: usize): void {
  ${loadConstants('TINY')}
  ${eachHalf(options, 'let f@ = v128.load(factor, #);\n')}
  for (let i = 0; i < n; i++) {
    ${eachHalf(options, 'let r@ = f32x4.mul(v128.load(e, #), f@); r@ = v128.andnot(r@, f32x4.lt(r@, TINY));\n')}
    ${storeHalves(options, 'e', 'r@')}
    e += ldt;
  }
}
`;

const raise = (): string => `
// Whether a score of the block exceeds its reference by more than 2^40
function exceeds(softmax: usize, ldt: usize): bool {
  let largest = slot(softmax, BLOCK_MAXIMUM);
  for (let o: usize = 0; o < ldt; o += 16)
    if (v128.any_true(f32x4.gt(v128.load(largest + o), f32x4.splat(40)))) return true;
  return false;
}
// Raises a shard's reference to the block's maximum; what was summed so far shrinks by the same factor
function raiseReference(softmax: usize, ldt: usize, partial: usize, T: i32): void {
  for (let o: usize = 0; o < ldt; o += 16) {
    let by = f32x4.pmax(v128.load(slot(softmax, BLOCK_MAXIMUM) + o), f32x4.splat(0));
    let reference = slot(softmax, REFERENCE) + o, sum = slot(softmax, SUM) + o, factor = exp2(f32x4.neg(by));
    v128.store(reference, f32x4.add(v128.load(reference), by));
    v128.store(sum, f32x4.mul(v128.load(sum), factor));
    v128.store(slot(softmax, FACTOR) + o, factor);
  }
  for (let t = 0; t < T; t++) scaleRow(partial + <usize>t * LD, slot(softmax, FACTOR) + (<usize>t << 2), NV);
}
`;

const merge = (): string => `
// One reference and one sum for all shards, and each shard's factor 2^(its reference - reference) / S
export function mergeShards(T: i32): void {
  let ldt = columnBytes(T);
  for (let o: usize = 0; o < ldt; o += 16) {
    let reference = v128.load(SHARD_SOFTMAX + o), sum = f32x4.splat(0);
    for (let s = 1; s < SHARDS; s++) reference = f32x4.max(reference, v128.load(shardSoftmax(s) + o));
    for (let s = 0; s < SHARDS; s++) {
      let m = shardSoftmax(s) + o, factor = exp2(f32x4.sub(v128.load(m), reference));
      v128.store(slot(m, FACTOR), factor);
      sum = f32x4.add(sum, f32x4.mul(v128.load(slot(m, SUM)), factor));
    }
    let inverse = f32x4.div(f32x4.splat(1), sum);
    v128.store(SOFTMAX + o, reference);
    v128.store(slot(SOFTMAX, SUM) + o, sum);
    v128.store(slot(SOFTMAX, INVERSE_SUM) + o, inverse);
    for (let s = 0; s < SHARDS; s++) {
      let factor = slot(shardSoftmax(s), FACTOR) + o;
      v128.store(factor, f32x4.mul(v128.load(factor), inverse));
    }
  }
}
// The factor 2^(block's reference - reference) / S of one block
@inline function blockFactor(b: i32, ldt: usize, o: usize): v128 {
  let difference = f32x4.sub(v128.load(REFERENCES + <usize>b * ldt + o), v128.load(SOFTMAX + o));
  return f32x4.mul(exp2(difference), v128.load(slot(SOFTMAX, INVERSE_SUM) + o));
}
`;

const residuals = (options: KernelOptions): string => `
// r_t = y_t - onehot(target_t) for the rows of block b, in place of the exponentials. The factors overwrite REFERENCES.
function residuals(b: i32, t0: i32, T: i32): void {
  let ldt = columnBytes(T), e = E + <usize>(b * KB) * ldt, factors = REFERENCES + <usize>b * ldt;
  for (let o: usize = 0; o < ldt; o += 16) v128.store(factors + o, blockFactor(b, ldt, o));
  for (let o: usize = 0; o < ldt; o += ${vectorBytes(options)}) scaleColumn(e + o, ldt, KB, factors + o);
  for (let t = 0; t < T; t++) {
    let row = load<i32>(Y + (<usize>(t0 + t) << 2)) - b * KB;
    if (<u32>row < <u32>KB) {
      let r = e + <usize>row * ldt + (<usize>t << 2);
      store<f32>(r, load<f32>(r) - <f32>1);
    }
  }
}
// y_0, the distribution after a single time step, as K floats
export function distribution(to: usize): void {
  let ldt = columnBytes(1);
  for (let b = 0; b < BLOCKS; b++) {
    let factor = f32x4.extract_lane(blockFactor(b, ldt, 0), 0);
    for (let k = b * KB; k < min(K, (b + 1) * KB); k++)
      store<f32>(to + (<usize>k << 2), load<f32>(E + <usize>k * ldt) * factor);
  }
}
`;

export const softmax = (options: KernelOptions): string =>
  ['\n// --- softmax', slots(), columns(options), raise(), merge(), residuals(options)].join('');
