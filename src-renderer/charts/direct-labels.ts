/** Labels beside a chart never overlap: from the top down, the lower one moves. */

/**
 * @param wanted heights in pixels, downwards   @param gap least distance between two labels
 * @returns heights in the order of `wanted`; none beyond `bottom` if that can be helped
 */
export function spread(wanted: readonly number[], gap: number, bottom: number): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]!);
  const placed = [...wanted];
  let above = -Infinity;
  for (const i of order) {
    placed[i] = Math.max(wanted[i]!, above + gap);
    above = placed[i];
  }
  let below = bottom + gap;
  for (const i of order.reverse()) {
    placed[i] = Math.min(placed[i]!, below - gap);
    below = placed[i];
  }
  return placed;
}

/**
 * In which of several rows words have room, from left to right, so that none lies over another or reaches beyond an end.
 * @param starts left edges in pixels, growing   @param lengths in pixels   @returns the row; -1: no room in any
 */
export function rowsOf(starts: readonly number[], lengths: readonly number[], end: number, rows: number): number[] {
  const free = new Array<number>(rows).fill(0);
  return starts.map((start, i) => {
    const stop = start + lengths[i]!;
    const row = stop > end ? -1 : free.findIndex((edge) => start >= edge);
    if (row >= 0) free[row] = stop;
    return row;
  });
}

const WIDE = /[\u1100-\u115f\u2e80-\uffef]/u;

/** About how wide words are at the size of labels, pixels: a little more rather than less. */
export function textWidth(text: string, bold = false): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 12.5 : bold ? 7.4 : 6.8;
  return width;
}
