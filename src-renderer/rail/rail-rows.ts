/** The library as rows, each with its place: of several hundred only those in sight are drawn. */
import type { Run } from '#shared/protocol/entities.ts';
import type { LibraryItem } from '#shared/protocol/index.ts';
import type { Group } from '../state/library.svelte.ts';
import { keyOf, type Parent, parentToItem } from '../state/parents.ts';

interface Place {
  readonly key: string;
  /** Pixels from the list's top. */
  readonly top: number;
  readonly height: number;
  /** Among its siblings, from 1. */
  readonly position: number;
  readonly siblings: number;
}
export interface ParentRow extends Place {
  readonly kind: 'parent';
  /** null: the heading of runs without a text or a data set. */
  readonly parent: Parent | null;
  readonly runs: number;
  readonly folded: boolean;
}
export interface RunRow extends Place {
  readonly kind: 'run';
  readonly run: Run;
  readonly group: string;
  /** The name that stands above: the run's need not begin with it again. */
  readonly parentName: string | null;
}
export type RailRow = ParentRow | RunRow;

/** Pixels, as in the styles of the rows: `--row`, and what the narrow strip has instead. */
const ROW = 28;
const STRIP_PARENT = 24;
const GAP = 8;

/** What a folded group is remembered by: a text's id, a data set's below 0, and 0 for the runs without either. */
export function foldId(parent: Parent | null): number {
  if (parent === null) return 0;
  return parent.kind === 'corpus' ? parent.entry.id : -parent.entry.id;
}

export const itemOfRow = (row: RailRow): LibraryItem | null => {
  if (row.kind === 'run') return { kind: 'run', id: row.run.id };
  return row.parent && parentToItem(row.parent);
};

export function railRows(groups: readonly Group[], folded: readonly number[], strip: boolean): readonly RailRow[] {
  const rows: RailRow[] = [];
  let top = 0;
  groups.forEach(({ parent, runs }, i) => {
    const id = foldId(parent);
    const key = parent ? keyOf(parentToItem(parent)) : 'imported';
    const height = strip ? STRIP_PARENT : ROW;
    const isFolded = folded.includes(id);
    top += GAP;
    rows.push({
      kind: 'parent',
      key,
      top,
      height,
      position: i + 1,
      siblings: groups.length,
      parent,
      runs: runs.length,
      folded: isFolded,
    });
    top += height;
    if (isFolded) return;
    const parentName = parent?.entry.name ?? null;
    runs.forEach((run, j) => {
      const place = { key: keyOf({ kind: 'run', id: run.id }), top, height: ROW, position: j + 1 };
      rows.push({ kind: 'run', ...place, siblings: runs.length, run, group: key, parentName });
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
      return row?.kind === 'parent' && !row.folded && rows[at + 1]?.kind === 'run' ? rows[at + 1] : undefined;
    case 'ArrowLeft':
      return row?.kind === 'run' ? rows.find((other) => other.key === row.group) : undefined;
    default:
      return undefined;
  }
}
