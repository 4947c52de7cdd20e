/** An axis: the range it shows, linear or logarithmic, and its named ticks. */
import type { Range } from './ranges.ts';

export interface Tick {
  readonly value: number;
  readonly text: string;
}

export interface Axis extends Range {
  readonly log: boolean;
  readonly ticks: readonly Tick[];
}

const place = (axis: { readonly log: boolean }, value: number): number => (axis.log ? Math.log(value) : value);

/** Where a value lies: 0 at the axis's beginning, 1 at its end; beyond, for values it does not show. */
export function position(axis: Axis, value: number): number {
  const low = place(axis, axis.min);
  return (place(axis, value) - low) / (place(axis, axis.max) - low || 1);
}

/** The value at a position. */
export function valueAt(axis: Axis, at: number): number {
  const low = place(axis, axis.min);
  const value = low + at * (place(axis, axis.max) - low);
  return axis.log ? Math.exp(value) : value;
}
