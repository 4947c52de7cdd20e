/** Drawing a picture of grey levels by hand. */

export interface Canvas {
  readonly width: number;
  readonly height: number;
  /** [height, width], 0 to 1. */
  readonly levels: Float64Array;
}

/** A round pen with a soft edge. @param x, y in points of the picture @returns a new picture */
export function stroke({ width, height, levels }: Canvas, x: number, y: number, radius: number): Float64Array {
  const drawn = Float64Array.from(levels);
  for (let row = Math.max(0, Math.floor(y - radius - 1)); row <= Math.min(height - 1, y + radius + 1); row++) {
    for (
      let column = Math.max(0, Math.floor(x - radius - 1));
      column <= Math.min(width - 1, x + radius + 1);
      column++
    ) {
      const distance = Math.hypot(column + 0.5 - x, row + 0.5 - y);
      const ink = Math.max(0, Math.min(1, radius + 0.5 - distance));
      const at = row * width + column;
      drawn[at] = Math.max(drawn[at]!, ink);
    }
  }
  return drawn;
}

/** A line of strokes, close enough to have no gaps. */
export function strokeTo(canvas: Canvas, from: Dot, to: Dot, radius: number): Float64Array {
  const steps = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) * 2));
  let { levels } = canvas;
  for (let i = 1; i <= steps; i++) {
    const share = i / steps;
    const [x, y] = [from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share];
    levels = stroke({ ...canvas, levels }, x, y, radius);
  }
  return levels;
}

export interface Dot {
  readonly x: number;
  readonly y: number;
}

/** Thick as in the pictures that are usual: a fourteenth of their width. */
export const penRadius = (width: number): number => Math.max(0.5, width / 22);
