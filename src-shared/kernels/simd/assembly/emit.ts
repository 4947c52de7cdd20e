/** Pieces of AssemblyScript text that every generated kernel is made of. */
import type { KernelOptions } from './options.ts';

export const range = (count: number): number[] => [...Array(count).keys()];

/** Bytes of one vector. */
export const vectorBytes = (options: KernelOptions): number => 16 * options.halves;

/** a * b + c */
export const madd = (options: KernelOptions, a: string, b: string, c: string): string =>
  options.relaxed ? `f32x4.relaxed_madd(${a}, ${b}, ${c})` : `f32x4.add(f32x4.mul(${a}, ${b}), ${c})`;

/**
 * Repeats text for each half of a vector: `@` becomes the half's number (for names), `#` its byte offset. Halves stand
 * next to each other, so that an engine can pair them.
 */
export const eachHalf = (options: KernelOptions, text: string): string =>
  range(options.halves)
    .map((half) => text.replaceAll('@', String(half)).replaceAll('#', String(16 * half)))
    .join('');

/** Stores of all halves, the highest first: the order in which engines recognise a pair. `name` contains `@`. */
export const storeHalves = (options: KernelOptions, address: string, name: string, offset = 0): string =>
  range(options.halves)
    .reverse()
    .map((half) => `v128.store(${address}, ${name.replaceAll('@', String(half))}, ${offset + 16 * half});\n`)
    .join('');

/** Pointers to `count` rows that are `stride` apart: name0, name1, … */
export const rowPointers = (name: string, base: string, count: number, stride: string): string =>
  range(count)
    .map((i) => `let ${name}${i} = ${i === 0 ? base : `${name}${i - 1} + ${stride}`};\n`)
    .join('');

/** A function that calls the kernel made for width n, n = `widest` … 1. */
export function widthDispatch(name: string, widest: number, parameters: string, call: (n: number) => string): string {
  const cases = range(widest)
    .reverse()
    .map((i) => `if (n == ${i + 1}) { ${call(i + 1)} return; }\n`);
  return `function ${name}(n: i32, ${parameters}): void {\n${cases.join('')}}\n`;
}

/** The width of tile q when `n` vectors are cut into `g` tiles, as a function of the module: near-equal shares. */
export const widthFunction = (): string => `
// Width of tile q of g: near-equal shares of n vectors, the wider ones first.
@inline function tileWidth(n: i32, g: i32, q: i32): i32 { return n / g + (q < n % g ? 1 : 0); }
`;
