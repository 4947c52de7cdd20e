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

export interface Edge {
  /** 0 at the first bar's left edge, 1 at the last one's right edge. */
  readonly at: number;
  /** The longest that the bars before it hold. */
  readonly to: number;
  /** What follows is the rest. */
  readonly rest: boolean;
}

/** Right edges of bars to name, at round distances, about so many; the one before the rest in any case. */
export function edgesToName(bars: readonly Bar[], most: number): Edge[] {
  const open = isOpenEnded(bars);
  const end = bars.length - (open ? 1 : 0);
  const edge = (i: number): Edge => ({ at: i / bars.length, to: bars[i - 1]?.to ?? 0, rest: open && i === end });
  const step = [1, 2, 5, 10, 20].find((n) => end / n <= most) ?? Math.max(1, end);
  const edges: Edge[] = [];
  // what would run into the last one is left out
  for (let i = step; i <= end - (open ? step / 2 : 0); i += step) edges.push(edge(i));
  return open && end > 0 ? [...edges, edge(end)] : edges;
}
