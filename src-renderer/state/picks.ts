/** Runs picked for Compare, each with a colour and a dash that stay its own for as long as it is picked. */

/** As many as there are pairs of a colour and a dash that can be told apart. */
export const MOST_PICKS = 12;

export interface Pick {
  readonly run: number;
  /** Which pair of colour and dash, 0 to MOST_PICKS - 1. */
  readonly series: number;
}

export function isPick(item: unknown): item is Pick {
  const { run, series } = (item ?? {}) as Partial<Pick>;
  return Number.isSafeInteger(run) && Number.isSafeInteger(series) && series! >= 0 && series! < MOST_PICKS;
}

/** With the run as the last and the first free series; unchanged when there is none, or when it is picked already. */
export function withPick(picks: readonly Pick[], run: number): readonly Pick[] {
  if (picks.length >= MOST_PICKS || picks.some((pick) => pick.run === run)) return picks;
  const taken = new Set(picks.map(({ series }) => series));
  let series = 0;
  while (taken.has(series)) series++;
  return [...picks, { run, series }];
}

export const withoutPick = (picks: readonly Pick[], run: number): readonly Pick[] =>
  picks.filter((pick) => pick.run !== run);

export interface SeriesLook {
  /** The name of a custom property with the colour: `--s1`. */
  readonly token: string;
  /** Lengths of strokes and gaps in pixels; empty: one stroke. */
  readonly dash: readonly number[];
}

const COLOURS = 6;
const DASHES = [[], [7, 3], [9, 3, 2, 3], [2, 3]] as const;

/** Each of the six colours twice, with another dash the second time. */
export const seriesLook = (series: number): SeriesLook => ({
  token: `--s${(series % COLOURS) + 1}`,
  dash: DASHES[((series % COLOURS) + 2 * Math.floor(series / COLOURS)) % DASHES.length]!,
});
