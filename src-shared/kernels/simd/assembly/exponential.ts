/**
 * 2^y = 2^i 2^f with i = round(y), |f| <= 1/2: the polynomial gives 2^f, and i is added to the exponent bits.
 * Accurate to 1e-7, without bias, for -60 <= y <= 126; NaN stays NaN.
 */
import { madd } from './emit.ts';
import { loadConstants, type ConstantName } from './constants.ts';
import type { KernelOptions } from './options.ts';

export const EXP2_CONSTANTS: readonly ConstantName[] = ['ROUND', 'E6', 'E5', 'E4', 'E3', 'E2', 'E1', 'ONE'];

/** Declares `out` = 2^y for one half; names end in `@` (see eachHalf), `tag` keeps two calls in one scope apart. */
export function exp2(options: KernelOptions, y: string, out: string, tag = 'e'): string {
  const fraction = `${tag}f@`;
  const horner = ['E4', 'E3', 'E2', 'E1', 'ONE'].map((c) => `${out} = ${madd(options, out, fraction, c)};\n`);
  return `let ${tag}i@ = f32x4.add(${y}, ROUND);
let ${fraction} = f32x4.sub(${y}, f32x4.sub(${tag}i@, ROUND));
let ${out} = ${madd(options, 'E6', fraction, 'E5')};
${horner.join('')}${out} = i32x4.add(${out}, i32x4.shl(${tag}i@, 23));
`;
}

/** A function for the places that are not hot: 2^y of one v128, 0 where y < -58. */
export const exp2Function = (options: KernelOptions): string => `
function exp2(y0: v128): v128 {
  ${loadConstants(...EXP2_CONSTANTS, 'LOWEST', 'VANISHING')}
  let vanishes = f32x4.lt(y0, VANISHING);
  y0 = f32x4.pmax(y0, LOWEST);
  ${exp2(options, 'y@', 'p@').replaceAll('@', '0')}
  return v128.andnot(p0, vanishes);
}
`;
