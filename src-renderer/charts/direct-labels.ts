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
 * Which words of a row have room, from left to right: none lies over another or reaches beyond the right end.
 * @param starts left edges in pixels, growing   @param lengths in pixels
 */
export function fitting(starts: readonly number[], lengths: readonly number[], end: number): boolean[] {
  let free = -Infinity;
  return starts.map((start, i) => {
    const stop = start + lengths[i]!;
    const fits = start >= free && stop <= end;
    if (fits) free = stop;
    return fits;
  });
}
