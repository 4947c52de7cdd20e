/**
 * Numbers that vector code works with. They live in memory and are loaded before a loop: written as constants they
 * would be rebuilt in every iteration.
 */
const CONSTANTS = {
  LOG2E: 1.4426950408889634,
  /** 1.5 * 2^23: adding and subtracting it rounds a float to an integer, left in the low bits of the sum. */
  ROUND: 12582912,
  /** Smallest exponent that exp2 is asked for: its results stay far from denormal numbers. */
  LOWEST: -60,
  /** Below this exponent 2^y counts as 0. */
  VANISHING: -58,
  // 2^f for |f| <= 1/2 as 1 + E1 f + … + E6 f^6, relative minimax, error 2e-9: only rounding is left, and 2^0 is 1.
  E6: 1.535336201e-4,
  E5: 1.339887445e-3,
  E4: 9.618437358e-3,
  E3: 5.550332471e-2,
  E2: 0.2402264791,
  E1: 0.6931472029,
  // tanh x = x + x^3 p(x^2) for |x| < 0.625: S. Moshier, Cephes, tanhf.c.
  T4: -5.70498872745e-3,
  T3: 2.06390887954e-2,
  T2: -5.37397155531e-2,
  T1: 1.33314422036e-1,
  T0: -3.33332819422e-1,
  TANH_SMALL: 0.625,
  /** -2 log2 e */
  MINUS_2LOG2E: -2.8853900817779268,
  /** -log2 e */
  MINUS_LOG2E: -1.4426950408889634,
  /** Hidden states, deltas and probabilities below this are cleared: denormal numbers are many times slower. */
  TINY: 1e-18,
  ZERO: 0,
  ONE: 1,
  MINUS_ONE: -1,
} as const;
export type ConstantName = keyof typeof CONSTANTS;

const NAMES = Object.keys(CONSTANTS) as ConstantName[];

const offset = (name: ConstantName): number => 4 * NAMES.indexOf(name);

/** Address of one constant in the module's memory. */
export const constantAddress = (name: ConstantName): string => `(CONSTANTS + ${offset(name)})`;

/** Declares vectors of the same names, each filled with its constant. */
export const loadConstants = (...names: ConstantName[]): string =>
  names.map((name) => `let ${name} = v128.load32_splat(CONSTANTS, ${offset(name)});\n`).join('');

/** Writes the table; part of `configure`. */
export const storeConstants = (): string =>
  NAMES.map((name) => `store<f32>(CONSTANTS, <f32>(${CONSTANTS[name]}), ${offset(name)});\n`).join('');
