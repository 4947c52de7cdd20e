/** A place in a chart, in the axes' own units. */
export interface Point {
  readonly x: number;
  readonly y: number;
}
