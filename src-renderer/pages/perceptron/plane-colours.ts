/** Which colour and shape a class has, and how answers over the plane are coloured. */
import type { Colour } from '../../charts/curve.ts';

export type Rgb = readonly [red: number, green: number, blue: number];

const SERIES = ['s1', 's2', 's3', 's4', 's5', 's6'] as const satisfies readonly Colour[];
const SHAPES = ['circle', 'square', 'triangle', 'diamond', 'cross'] as const;
export type Shape = (typeof SHAPES)[number];

/** Of two classes the second, the 1 of a single output, is the positive colour: blue, as in the drawing. */
export const classColour = (c: number, classes: number): Colour =>
  classes === 2 ? SERIES[1 - c]! : SERIES[c % SERIES.length]!;

/** Six colours and five shapes: thirty classes that differ. */
export const classShape = (c: number, classes: number): Shape =>
  classes === 2 ? SHAPES[1 - c]! : SHAPES[c % SHAPES.length]!;

/** "rgb(10, 96, 166)" as numbers. */
export function parseRgb(colour: string): Rgb {
  const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  return [r, g, b];
}

export const mix = (from: Rgb, to: Rgb, share: number): Rgb => [
  from[0] + (to[0] - from[0]) * share,
  from[1] + (to[1] - from[1]) * share,
  from[2] + (to[2] - from[2]) * share,
];

export interface PlanePalette {
  readonly surface: Rgb;
  /** [C] */
  readonly classes: readonly Rgb[];
  readonly positive: Rgb;
  readonly negative: Rgb;
}

/** The strongest tint: points of the same colour must stand out from it. */
const MOST = 0.46;

/**
 * The predicted class's colour, the surer the stronger: none where all classes are as likely.
 * @param outputs a^L at `at`, one unit for two classes
 */
export function classTint(outputs: ArrayLike<number>, at: number, units: number, palette: PlanePalette): Rgb {
  if (units === 1) {
    const sure = 2 * outputs[at]! - 1;
    return mix(palette.surface, palette.classes[sure < 0 ? 0 : 1]!, MOST * Math.min(1, Math.abs(sure)));
  }
  let best = 0;
  for (let j = 1; j < units; j++) if (outputs[at + j]! > outputs[at + best]!) best = j;
  const sure = (outputs[at + best]! - 1 / units) / (1 - 1 / units);
  return mix(palette.surface, palette.classes[best]!, MOST * Math.max(0, Math.min(1, sure)));
}

/** Of a predicted number: its sign's colour. @param largest a number that is coloured fully */
export const valueTint = (value: number, largest: number, { surface, positive, negative }: PlanePalette): Rgb =>
  mix(surface, value < 0 ? negative : positive, 0.85 * Math.min(1, Math.abs(value) / (largest || 1)));
