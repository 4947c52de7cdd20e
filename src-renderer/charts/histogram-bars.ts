/** Bars over ranges of whole numbers, all drawn equally wide; the last one may stand for a longer range. */

export interface Bar {
  /** Both included. */
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

/** Where a value lies: 0 at the first bar's left edge, 1 at the last one's right edge. */
export function placeInBars(bars: readonly Bar[], value: number): number {
  const index = bars.findIndex((bar) => value <= bar.to);
  const bar = bars[index];
  if (!bar) return 1;
  const within = (value - bar.from + 0.5) / (bar.to - bar.from + 1);
  return (index + Math.min(1, Math.max(0, within))) / bars.length;
}

/** The last bar reaches further than the others: it holds all that are longer. */
export const isOpenEnded = (bars: readonly Bar[]): boolean => {
  const [first, last] = [bars[0], bars.at(-1)];
  return first !== undefined && last !== undefined && last.to - last.from > first.to - first.from;
};

/** Right edges of bars to name, at most so many, at round distances. */
export function edgesToName(
  bars: readonly Bar[],
  most: number,
): readonly { readonly at: number; readonly to: number }[] {
  const width = bars[0] ? bars[0].to - bars[0].from + 1 : 1;
  const end = bars.length - (isOpenEnded(bars) ? 1 : 0);
  const step = [1, 2, 5, 10, 20, 50].find((n) => end / n <= most) ?? end;
  const edges = [];
  for (let i = step; i <= end; i += step) edges.push({ at: i / bars.length, to: i * width });
  return edges;
}
