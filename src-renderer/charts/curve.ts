/** What a plot draws. */
import type { Point } from './point.ts';

/** A token's name: the plot never names a colour itself. */
export type Colour = 's1' | 's2' | 's3' | 's4' | 's5' | 's6' | 'ink' | 'baseline';

export interface Curve {
  readonly points: readonly Point[];
  readonly colour: Colour;
  /** Pixels */
  readonly width: number;
  readonly opacity?: number;
  /** Rings at the points, as at evaluations. */
  readonly rings?: boolean;
  readonly stepped?: boolean;
  readonly dash?: readonly number[];
}

/** A dashed horizontal line with its name beside it. */
export interface Level {
  readonly y: number;
  readonly text: string;
}

/** A dotted vertical line with words. */
export interface Mark {
  readonly x: number;
  readonly text: string;
}

/** Words beside a curve's last point (or in the margin, like the levels'). */
export interface EndLabel {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly sub?: string;
  readonly colour: Colour;
  readonly strong?: boolean;
}

/** One line of the table at the reading line. */
export interface Reading {
  readonly name: string;
  readonly value: string;
  readonly colour: Colour;
}

/** What a chart says at its reading line. */
export interface ReadingTable {
  /** Of the row it belongs to. */
  readonly x: number;
  readonly title: string;
  readonly rows: readonly Reading[];
}
