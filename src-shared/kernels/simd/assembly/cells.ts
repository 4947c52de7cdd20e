/**
 * The hidden units' activations, one entry a cell:
 *
 *     step              h = f(s)
 *     stepDerivative    f'(s), written in terms of the stored output h
 *
 * Adding a cell: its name in the contract's CELL_NAMES, its entry here, its reference in model/cells/.
 */
import { eachHalf, madd, range, storeHalves, vectorBytes } from './emit.ts';
import { EXP2_CONSTANTS, exp2 } from './exponential.ts';
import { loadConstants, type ConstantName } from './constants.ts';
import { CELL_NAMES, type CellName } from '../../contract.ts';
import type { KernelOptions } from './options.ts';

interface CellKernel {
  readonly constants: readonly ConstantName[];
  /** Declares h@ from s@; the text is repeated for each half. */
  readonly step: (options: KernelOptions) => string;
  /** An expression in h@. */
  readonly stepDerivative: string;
}

/** |x|, and the sign bit alone. */
const absolute = (x: string): string => `f32x4.abs(${x})`;

export const CELLS: Readonly<Record<CellName, CellKernel>> = {
  tanh: {
    constants: [...EXP2_CONSTANTS, 'T4', 'T3', 'T2', 'T1', 'T0', 'TANH_SMALL', 'MINUS_2LOG2E', 'VANISHING'],
    // |s| < 0.625: a polynomial. Otherwise sign(s) (1 - 2q / (1 + q)) with q = e^(-2|s|).
    step: (options) => `let u@ = ${absolute('s@')}, y@ = f32x4.mul(u@, MINUS_2LOG2E);
${exp2(options, 'y@', 'q@')}q@ = v128.andnot(q@, f32x4.lt(y@, VANISHING));
let large@ = f32x4.sub(ONE, f32x4.div(f32x4.add(q@, q@), f32x4.add(ONE, q@)));
large@ = v128.or(large@, v128.xor(s@, u@));
let z@ = f32x4.mul(s@, s@), p@ = ${madd(options, 'T4', 'z@', 'T3')};
${['T2', 'T1', 'T0'].map((c) => `p@ = ${madd(options, 'p@', 'z@', c)};\n`).join('')}let small@ = ${madd(options, 'f32x4.mul(p@, z@)', 's@', 's@')};
let h@ = v128.bitselect(small@, large@, f32x4.lt(u@, TANH_SMALL));
`,
    stepDerivative: 'f32x4.sub(ONE, f32x4.mul(h@, h@))',
  },
  sigmoid: {
    constants: [...EXP2_CONSTANTS, 'MINUS_LOG2E', 'VANISHING', 'ZERO'],
    // 1 / (1 + q) for s >= 0, q / (1 + q) for s < 0, with q = e^(-|s|) <= 1.
    step: (options) => `let y@ = f32x4.mul(${absolute('s@')}, MINUS_LOG2E);
${exp2(options, 'y@', 'q@')}q@ = v128.andnot(q@, f32x4.lt(y@, VANISHING));
let h@ = f32x4.div(v128.bitselect(q@, ONE, f32x4.lt(s@, ZERO)), f32x4.add(ONE, q@));
`,
    stepDerivative: 'f32x4.mul(h@, f32x4.sub(ONE, h@))',
  },
  relu: {
    constants: ['ZERO', 'ONE'],
    step: () => 'let h@ = f32x4.pmax(s@, ZERO);\n',
    stepDerivative: 'v128.and(ONE, f32x4.gt(h@, ZERO))',
  },
};

/** x with everything below 1e-18 cleared; NaN stays NaN. */
const clearTiny = (x: string): string => `v128.andnot(${x}, f32x4.lt(${absolute(x)}, TINY))`;

function cellRows(options: KernelOptions, name: CellName): string {
  const cell = CELLS[name];
  const bytes = vectorBytes(options);
  // ZERO and ONE also serve the derivative; declare each name once.
  return `
// h = f(s + column x_t of W_in), in place
function ${name}Row(s: usize, input: usize, n: i32): void {
  ${loadConstants(...cell.constants, 'TINY')}
  for (let i = 0; i < n; i++) {
    ${eachHalf(options, 'let s@ = f32x4.add(v128.load(s, #), v128.load(input, #));\n')}${eachHalf(options, cell.step(options))}${eachHalf(options, `h@ = ${clearTiny('h@')};\n`)}
    ${storeHalves(options, 's', 'h@')}
    s += ${bytes}; input += ${bytes};
  }
}
// d = d f'(s), in place, from the stored output h
function ${name}DerivativeRow(d: usize, h: usize, n: i32): void {
  ${loadConstants('ZERO', 'ONE', 'TINY')}
  for (let i = 0; i < n; i++) {
    ${eachHalf(options, `let h@ = v128.load(h, #), d@ = f32x4.mul(v128.load(d, #), ${cell.stepDerivative}); d@ = ${clearTiny('d@')};\n`)}
    ${storeHalves(options, 'd', 'd@')}
    d += ${bytes}; h += ${bytes};
  }
}
`;
}

/** Row kernels of every cell, and the two functions that pick the model's own. */
export function cells(options: KernelOptions): string {
  const pick = (suffix: string, parameters: string, values: string): string =>
    `function cell${suffix}(${parameters}, n: i32): void {\n${range(CELL_NAMES.length)
      .map((i) => `if (CELL == ${i}) { ${CELL_NAMES[i]}${suffix}(${values}, n); return; }\n`)
      .join('')}}\n`;
  return [
    '\n// --- cells',
    ...CELL_NAMES.map((name) => cellRows(options, name)),
    pick('Row', 's: usize, input: usize', 's, input'),
    pick('DerivativeRow', 'd: usize, h: usize', 'd, h'),
  ].join('\n');
}
