/**
 * Activations over rows of units, the recurrent cells' own and `linear`; their derivatives from the stored output; and
 * the softmax of the output layer.
 *
 *     activate      a = f(z)          derive      d = d f'(z)          subtract    d = a - d, where d holds y
 *     softmax       a = softmax(z); keeps the row's maximum and sum_j e^(z_j - maximum), from which C follows
 *
 * Rows end in padding up to a whole vector. It is set to 0 in a and d: nothing flows through it.
 */
import { CELLS } from '../../../simd/assembly/cells.ts';
import { loadConstants, type ConstantName } from '../../../simd/assembly/constants.ts';
import { EXP2_CONSTANTS, exp2 } from '../../../simd/assembly/exponential.ts';
import type { KernelOptions } from '../../../simd/assembly/options.ts';
import { ACTIVATION_NAMES, type ActivationName } from '../../contract.ts';

/** x with everything below 1e-18 cleared; NaN stays NaN. TINY must be declared. */
export const clearTiny = (x: string): string => `v128.andnot(${x}, f32x4.lt(f32x4.abs(${x}), TINY))`;

interface ActivationKernel {
  readonly constants: readonly ConstantName[];
  /** Declares h@ from s@. */
  readonly step: (options: KernelOptions) => string;
  /** An expression in h@; null: 1. */
  readonly stepDerivative: string | null;
}

const ACTIVATIONS: Readonly<Record<ActivationName, ActivationKernel>> = {
  ...CELLS,
  linear: { constants: [], step: () => 'let h@ = s@;\n', stepDerivative: null },
};

const whole = (text: string): string => text.replaceAll('@', '0');

function activation(options: KernelOptions, name: ActivationName): string {
  const { constants, step, stepDerivative } = ACTIVATIONS[name];
  return `
function ${name}Rows(z: usize, a: usize, ld: usize, M: i32, bytes: usize): void {
  ${loadConstants(...new Set<ConstantName>([...constants, 'TINY']))}
  for (let m = 0; m < M; m++) {
    for (let o: usize = 0; o < bytes; o += 16) {
      let s0 = v128.load(z + o);
      ${whole(step(options))}
      v128.store(a + o, ${clearTiny('h0')});
    }
    z += ld; a += ld;
  }
}
function ${name}DerivativeRows(d: usize, a: usize, ld: usize, M: i32, bytes: usize): void {
  ${loadConstants('ZERO', 'ONE', 'TINY')}
  for (let m = 0; m < M; m++) {
    for (let o: usize = 0; o < bytes; o += 16) {
      let h0 = v128.load(a + o), d0 = v128.load(d + o);
      ${stepDerivative === null ? '' : `d0 = f32x4.mul(d0, ${whole(stepDerivative)});`}
      v128.store(d + o, ${clearTiny('d0')});
    }
    d += ld; a += ld;
  }
}
`;
}

const softmax = (options: KernelOptions): string => `
/** @param sums [M][2], the row's maximum and its sum of exponentials */
export function softmax(z: usize, a: usize, sums: usize, ld: usize, M: i32, S: i32): void {
  ${loadConstants(...EXP2_CONSTANTS, 'LOG2E', 'LOWEST', 'VANISHING')}
  let bytes = <usize>((S + 3) / 4) * 16;
  for (let m = 0; m < M; m++) {
    padRows(z, ld, 1, S, <f32>-3e38);
    let most = v128.load(z);
    for (let o: usize = 16; o < bytes; o += 16) most = f32x4.max(most, v128.load(z + o));
    most = f32x4.max(most, v128.shuffle<f32>(most, most, 2, 3, 0, 1));
    most = f32x4.max(most, v128.shuffle<f32>(most, most, 1, 0, 3, 2));
    let sum = f32x4.splat(0);
    for (let o: usize = 0; o < bytes; o += 16) {
      let y0 = f32x4.mul(f32x4.sub(v128.load(z + o), most), LOG2E), vanishes = f32x4.lt(y0, VANISHING);
      y0 = f32x4.pmax(y0, LOWEST);
      ${whole(exp2(options, 'y@', 'p@'))}
      p0 = v128.andnot(p0, vanishes);
      sum = f32x4.add(sum, p0);
      v128.store(a + o, p0);
    }
    sum = f32x4.add(sum, v128.shuffle<f32>(sum, sum, 2, 3, 0, 1));
    sum = f32x4.add(sum, v128.shuffle<f32>(sum, sum, 1, 0, 3, 2));
    let inverse = f32x4.div(ONE, sum);
    for (let o: usize = 0; o < bytes; o += 16) v128.store(a + o, f32x4.mul(v128.load(a + o), inverse));
    store<f32>(sums, f32x4.extract_lane(most, 0));
    store<f32>(sums, f32x4.extract_lane(sum, 0), 4);
    z += ld; a += ld; sums += 8;
  }
}
`;

export function activations(options: KernelOptions): string {
  const pick = (suffix: string, values: string): string =>
    ACTIVATION_NAMES.map((name, i) => `if (f == ${i}) ${name}${suffix}(${values}, ld, M, bytes);\n`).join('');
  return [
    '\n// --- activations',
    ...ACTIVATION_NAMES.map((name) => activation(options, name)),
    `
function padRows(row: usize, ld: usize, M: i32, S: i32, value: f32): void {
  let end = (S + 3) / 4 * 4;
  if (end == S) return;
  for (let m = 0; m < M; m++) {
    for (let j = S; j < end; j++) store<f32>(row + (<usize>j << 2), value);
    row += ld;
  }
}
export function activate(f: i32, z: usize, a: usize, ld: usize, M: i32, S: i32): void {
  let bytes = <usize>((S + 3) / 4) * 16;
  ${pick('Rows', 'z, a')}
  padRows(a, ld, M, S, 0);
}
export function derive(f: i32, d: usize, a: usize, ld: usize, M: i32, S: i32): void {
  let bytes = <usize>((S + 3) / 4) * 16;
  ${pick('DerivativeRows', 'd, a')}
}
export function subtract(a: usize, d: usize, ld: usize, M: i32, S: i32): void {
  let bytes = <usize>((S + 3) / 4) * 16;
  for (let m = 0; m < M; m++) {
    for (let o: usize = 0; o < bytes; o += 16) v128.store(d + o, f32x4.sub(v128.load(a + o), v128.load(d + o)));
    d += ld; a += ld;
  }
}
`,
    softmax(options),
  ].join('\n');
}
