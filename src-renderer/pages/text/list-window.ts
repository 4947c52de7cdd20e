/** Which rows of a long list are drawn, and where. */

export interface ListWindow {
  /** Of what is scrolled, pixels. */
  readonly height: number;
  /** First row to draw, and the one after the last. */
  readonly first: number;
  readonly end: number;
  /** Where the first one stands in what is scrolled, pixels. */
  readonly top: number;
}

/** Browsers draw nothing below some 17 million pixels. */
const MOST_HEIGHT = 15_000_000;
/** Drawn beyond the edges. */
const BEYOND = 6;

interface View {
  readonly scrollTop: number;
  /** Pixels in sight. */
  readonly view: number;
  readonly row: number;
  readonly total: number;
}

const natural = ({ row, total }: View): number => total * row;
/** A list taller than can be drawn is scrolled faster: its rows keep their height. */
const factor = (view: View): number => {
  const scrolled = Math.min(natural(view), MOST_HEIGHT) - view.view;
  return scrolled > 0 ? Math.max(1, (natural(view) - view.view) / scrolled) : 1;
};

export function listWindow(view: View): ListWindow {
  const height = Math.min(natural(view), MOST_HEIGHT);
  const scrollTop = Math.min(Math.max(0, view.scrollTop), Math.max(0, height - view.view));
  const offset = scrollTop * factor(view);
  const first = Math.max(0, Math.floor(offset / view.row) - BEYOND);
  const end = Math.min(view.total, Math.ceil((offset + view.view) / view.row) + BEYOND);
  return { height, first, end, top: scrollTop + first * view.row - offset };
}

/** How far to scroll so that a row is in the middle of what is in sight. */
export function scrollTo(view: Omit<View, 'scrollTop'>, index: number): number {
  const all = { ...view, scrollTop: 0 };
  const offset = index * view.row - (view.view - view.row) / 2;
  return Math.max(0, Math.min(natural(all) - view.view, offset)) / factor(all);
}
