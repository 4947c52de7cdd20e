/** The library as rows, each with its place: of several hundred only those in sight are drawn. */
import type { Corpus, Run } from '#shared/protocol/entities.ts';
import type { LibraryItem } from '#shared/protocol/index.ts';
import type { Group } from '../state/library.svelte.ts';

interface Place {
  readonly key: string;
  /** Pixels from the list's top. */
  readonly top: number;
  readonly height: number;
  /** Among its siblings, from 1. */
  readonly position: number;
  readonly siblings: number;
}
export interface TextRow extends Place {
  readonly kind: 'text';
  /** null: the heading of runs without a text. */
  readonly corpus: Corpus | null;
  readonly runs: number;
  readonly folded: boolean;
}
export interface RunRow extends Place {
  readonly kind: 'run';
  readonly run: Run;
  readonly parent: string;
  /** The text's name stands above: its run need not begin with it again. */
  readonly corpusName: string | null;
}
export type RailRow = TextRow | RunRow;

/** Pixels, as in the styles of the rows: `--row`, and what the narrow strip has instead. */
const ROW = 28;
const STRIP_TEXT = 24;
const GAP = 8;

/** What stands for the runs without a text where texts have ids. */
export const NO_TEXT = 0;

export const keyOf = ({ kind, id }: LibraryItem): string => `${kind} ${id}`;
export const itemOfRow = (row: RailRow): LibraryItem | null => {
  if (row.kind === 'run') return { kind: 'run', id: row.run.id };
  return row.corpus && { kind: 'corpus', id: row.corpus.id };
};

export function railRows(groups: readonly Group[], folded: readonly number[], strip: boolean): readonly RailRow[] {
  const rows: RailRow[] = [];
  let top = 0;
  groups.forEach(({ corpus, runs }, i) => {
    const id = corpus?.id ?? NO_TEXT;
    const key = keyOf({ kind: 'corpus', id });
    const height = strip ? STRIP_TEXT : ROW;
    const isFolded = folded.includes(id);
    top += GAP;
    rows.push({
      kind: 'text',
      key,
      top,
      height,
      position: i + 1,
      siblings: groups.length,
      corpus,
      runs: runs.length,
      folded: isFolded,
    });
    top += height;
    if (isFolded) return;
    const corpusName = corpus?.name ?? null;
    runs.forEach((run, j) => {
      const place = { key: keyOf({ kind: 'run', id: run.id }), top, height: ROW, position: j + 1 };
      rows.push({ kind: 'run', ...place, siblings: runs.length, run, parent: key, corpusName });
      top += ROW;
    });
  });
  return rows;
}

export function heightOf(rows: readonly RailRow[]): number {
  const last = rows.at(-1);
  return last ? last.top + last.height : 0;
}

/** Rows between two heights, and besides them the one with the focus, which must not leave the page. */
export function rowsBetween(rows: readonly RailRow[], from: number, to: number, kept: RailRow | undefined) {
  const first = firstAfter(rows, from);
  const shown: RailRow[] = [];
  for (let i = first; i < rows.length && rows[i]!.top < to; i++) shown.push(rows[i]!);
  if (kept && !shown.includes(kept)) shown.push(kept);
  return shown;
}

/** Index of the first row that ends below a height. */
function firstAfter(rows: readonly RailRow[], height: number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle]!.top + rows[middle]!.height > height) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Where the arrow keys lead from a row, as in every tree; undefined: nowhere. */
export function rowAfter(rows: readonly RailRow[], at: number, key: string, page: number): RailRow | undefined {
  const row = rows[at];
  const perPage = Math.max(1, Math.floor(page / ROW) - 1);
  switch (key) {
    case 'ArrowDown':
      return rows[at + 1];
    case 'ArrowUp':
      return rows[at - 1];
    case 'Home':
      return rows[0];
    case 'End':
      return rows.at(-1);
    case 'PageDown':
      return rows[Math.min(rows.length - 1, at + perPage)];
    case 'PageUp':
      return rows[Math.max(0, at - perPage)];
    case 'ArrowRight':
      return row?.kind === 'text' && !row.folded && rows[at + 1]?.kind === 'run' ? rows[at + 1] : undefined;
    case 'ArrowLeft':
      return row?.kind === 'run' ? rows.find((other) => other.key === row.parent) : undefined;
    default:
      return undefined;
  }
}
