/** Zooming and panning: from one part of an axis to another, on a linear or a logarithmic axis. */
import { position, valueAt } from './axis.ts';
import type { Range } from './ranges.ts';

/** What there is to see. */
export interface WholeAxis extends Range {
  readonly log: boolean;
}

/** A zoomed axis shows at least this share of the whole. */
const LEAST = 1e-5;

const whole01: Range = { min: 0, max: 1 };

/** The part from and to positions of the whole, kept within it; null: that is all of it. */
function part(whole: WholeAxis, { min, max }: Range): Range | null {
  const axis = { ...whole, ticks: [] };
  const width = Math.max(LEAST, max - min);
  if (width >= 1 - 1e-9) return null;
  const from = Math.min(1 - width, Math.max(0, min));
  return { min: valueAt(axis, from), max: valueAt(axis, from + width) };
}

/** Where a part lies in the whole, both ends from 0 to 1. */
function placeOf(whole: WholeAxis, range: Range | null): Range {
  if (range === null) return whole01;
  const axis = { ...whole, ticks: [] };
  return { min: position(axis, range.min), max: position(axis, range.max) };
}

/** `factor` times as much is seen, around what is `at` (0 to 1) of what is seen now. */
export function zoomed(whole: WholeAxis, range: Range | null, at: number, factor: number): Range | null {
  const { min, max } = placeOf(whole, range);
  const centre = min + at * (max - min);
  const width = Math.max(LEAST, (max - min) * factor);
  return part(whole, { min: centre - at * width, max: centre + (1 - at) * width });
}

/** Moved by a share of what is seen: to the right for a positive one. */
export function panned(whole: WholeAxis, range: Range | null, by: number): Range | null {
  const { min, max } = placeOf(whole, range);
  const move = by * (max - min);
  return part(whole, { min: min + move, max: max + move });
}

/** Between two places of what is seen, in any order. */
export function between(whole: WholeAxis, range: Range | null, a: number, b: number): Range | null {
  const { min, max } = placeOf(whole, range);
  const [from, to] = [Math.min(a, b), Math.max(a, b)];
  return part(whole, { min: min + from * (max - min), max: min + to * (max - min) });
}

/** The part kept where it is while the whole grows or changes its kind; null when nothing of it is left. */
export function fitted(whole: WholeAxis, range: Range | null): Range | null {
  if (range === null || range.max <= whole.min || range.min >= whole.max) return null;
  return part(whole, placeOf(whole, { min: Math.max(range.min, whole.min), max: Math.min(range.max, whole.max) }));
}
