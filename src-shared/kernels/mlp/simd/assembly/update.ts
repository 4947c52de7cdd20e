/**
 * What becomes of a gradient dW, element by element. `rates` holds four floats:
 *
 *     rate = -alpha / m     decay = -alpha lambda     mu     1e-18
 *
 *     sum        W += dW                                       W is a gradient that further examples are added to
 *     descend    W += rate dW
 *     decay      W += decay W + rate dW
 *     momentum   V = mu V + decay W + rate dW,  W += V
 *
 * What shrinks by a factor at each step is cleared below 1e-18: denormal numbers are many times slower.
 */
import { madd } from '../../../simd/assembly/emit.ts';
import type { KernelOptions } from '../../../simd/assembly/options.ts';
import { clearTiny } from './activations.ts';

export interface Update {
  readonly equation: string;
  /** Whether it has a V. */
  readonly velocity: boolean;
  /** Declares the rates that `apply` uses. */
  readonly prepare: string;
  /** `sum` is dW and may be changed; w and v are pointers. */
  readonly apply: (options: KernelOptions, sum: string, w: string, v: string, offset: number) => string;
}

const RATE = 'let rate = v128.load32_splat(rates);';
const DECAY = 'let decay = v128.load32_splat(rates, 4), TINY = v128.load32_splat(rates, 12);';
const MU = 'let mu = v128.load32_splat(rates, 8);';

export const UPDATES = {
  sum: {
    equation: 'W += dW',
    velocity: false,
    prepare: '',
    apply: (_, sum, w, _v, offset) => `v128.store(${w}, f32x4.add(v128.load(${w}, ${offset}), ${sum}), ${offset});\n`,
  },
  descend: {
    equation: 'W += rate dW',
    velocity: false,
    prepare: RATE,
    apply: (options, sum, w, _v, offset) =>
      `v128.store(${w}, ${madd(options, sum, 'rate', `v128.load(${w}, ${offset})`)}, ${offset});\n`,
  },
  decay: {
    equation: 'W += decay W + rate dW',
    velocity: false,
    prepare: `${RATE} ${DECAY}`,
    apply: (options, sum, w, _v, offset) => `${sum} = f32x4.mul(${sum}, rate);
    { let old = v128.load(${w}, ${offset}); ${sum} = f32x4.add(old, ${madd(options, 'old', 'decay', sum)}); }
    v128.store(${w}, ${clearTiny(sum)}, ${offset});\n`,
  },
  momentum: {
    equation: 'V = mu V + decay W + rate dW, W += V',
    velocity: true,
    prepare: `${RATE} ${DECAY} ${MU}`,
    apply: (options, sum, w, v, offset) => `${sum} = f32x4.mul(${sum}, rate);
    { let old = v128.load(${w}, ${offset}); ${sum} = ${madd(options, 'old', 'decay', sum)};
    ${sum} = ${madd(options, `v128.load(${v}, ${offset})`, 'mu', sum)}; ${sum} = ${clearTiny(sum)};
    v128.store(${v}, ${sum}, ${offset}); ${sum} = f32x4.add(old, ${sum}); }
    v128.store(${w}, ${clearTiny(sum)}, ${offset});\n`,
  },
} as const satisfies Readonly<Record<string, Update>>;
export type UpdateName = keyof typeof UPDATES;

/** The same updates from gradients in memory, over whole rows; and column sums, db = sum_m D[m]. */
export const updates = (options: KernelOptions): string => `
// --- updates
/** G[j] += sum_m D[m][j] */
export function columnSums(D: usize, ldd: usize, G: usize, M: i32, vectors: i32): void {
  for (let j = 0; j < vectors; j++) {
    let sum = f32x4.splat(0), d = D;
    for (let m = 0; m < M; m++) { sum = f32x4.add(sum, v128.load(d)); d += ldd; }
    v128.store(G, f32x4.add(v128.load(G), sum));
    D += 16; G += 16;
  }
}
${(['descend', 'decay', 'momentum'] as const)
  .map(
    (name) => `
/** ${UPDATES[name].equation} over a number of vectors, dW = G. */
export function ${name}Vectors(W: usize, V: usize, G: usize, vectors: i32, rates: usize): void {
  ${UPDATES[name].prepare}
  for (let i = 0; i < vectors; i++) {
    let sum = v128.load(G);
    ${UPDATES[name].apply(options, 'sum', 'W', 'V', 0)}
    W += 16; V += 16; G += 16;
  }
}
`,
  )
  .join('')}`;
