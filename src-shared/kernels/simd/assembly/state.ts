/** The module's globals: one for each field of the layout, filled from a table in memory. */
import { storeConstants } from './constants.ts';
import { vectorBytes } from './emit.ts';
import { FIELD_NAMES } from '../layout.ts';
import type { KernelOptions } from './options.ts';

/** Sizes are signed integers; strides (LD…) and everything from W_OUT on are addresses or byte counts. */
const isSize = (index: number): boolean =>
  index < FIELD_NAMES.indexOf('W_OUT') && !FIELD_NAMES[index]!.startsWith('LD');

export function state(options: KernelOptions): string {
  const type = (index: number): string => (isSize(index) ? 'i32' : 'usize');
  return `
/** Floats in one vector; the host pads rows to a multiple of it. */
export const LANES: i32 = ${options.halves * 4};
const VECTOR_BYTES: usize = ${vectorBytes(options)};
/** Keeps reads that only warm the cache from being optimised away. */
let sink: i32 = 0;
${FIELD_NAMES.map((name, i) => `let ${name}: ${type(i)} = 0;`).join('\n')}

export function configure(table: usize): void {
  ${FIELD_NAMES.map((name, i) => `${name} = load<${type(i)}>(table, ${4 * i});`).join('\n  ')}
  ${storeConstants()}
}

// Vectors, and bytes, that T columns take.
@inline function columnVectors(T: i32): i32 { return (T + LANES - 1) / LANES; }
@inline function columnBytes(T: i32): usize { return <usize>columnVectors(T) * VECTOR_BYTES; }
// Rows of W_in's gradient, one for each token that T steps read.
@inline function inputRows(T: i32): i32 { return T + max(CONTEXT - 1, 0); }
// The blocks of shard s are firstBlock(s) … firstBlock(s + 1) - 1.
@inline function firstBlock(s: i32): i32 { return <i32>(<i64>BLOCKS * s / SHARDS); }
`;
}
