/** The library as a person wants to see it: searched, filtered, sorted. */
import type { LibraryEntry, Run, RunStatus } from '#shared/protocol/entities.ts';
import type { Group } from './library.svelte.ts';
import { bestFigure, type LibraryFigure } from './run-figures.ts';

export const LIBRARY_SORTS = ['newest', 'name', 'best', 'status'] as const;
export type LibrarySort = (typeof LIBRARY_SORTS)[number];

export interface LibraryView {
  /** Each word must be found in the name, the notes or the tags of a run, or of its text or data set. */
  readonly words: string;
  /** null: all */
  readonly tag: string | null;
  readonly showArchived: boolean;
  readonly sort: LibrarySort;
  readonly figure: LibraryFigure;
}

/** Groups without anything to show are left out. A text or a data set that is found itself keeps its runs. */
export function arrange(groups: readonly Group[], view: LibraryView): readonly Group[] {
  const words = view.words.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const narrowed = words.length > 0 || view.tag !== null;
  const found = groups.flatMap((group): Group[] => {
    const { parent } = group;
    const entry = parent?.entry ?? null;
    if (entry?.archived && !view.showArchived) return [];
    const runs = view.showArchived ? group.runs : group.runs.filter((run) => !run.archived);
    // runs without a parent have nothing but each other: an empty heading would say nothing
    if (!narrowed) return parent || runs.length > 0 ? [{ parent, runs }] : [];
    if (entry && matches(haystack(entry), entry.tags, words, view.tag)) return [{ parent, runs }];
    const above = entry ? haystack(entry) : '';
    const left = runs.filter((run) =>
      matches(`${above}\n${haystack(run)}`, [...run.tags, ...(entry?.tags ?? [])], words, view.tag),
    );
    return left.length > 0 ? [{ parent, runs: left }] : [];
  });
  return sortGroups(found, view);
}

const matches = (text: string, tags: readonly string[], words: readonly string[], tag: string | null): boolean =>
  words.every((word) => text.includes(word)) && (tag === null || tags.includes(tag));

/** Entries are replaced when they change, never changed: what was put into lower case once holds. */
const haystacks = new WeakMap<LibraryEntry, string>();
function haystack(entry: LibraryEntry): string {
  let text = haystacks.get(entry);
  if (text === undefined) {
    text = `${entry.name}\n${entry.tags.join('\n')}\n${entry.notes}`.toLocaleLowerCase();
    haystacks.set(entry, text);
  }
  return text;
}

/** What goes on first, then what wants a person, then what ended. */
const STATUS_ORDER: Readonly<Record<RunStatus, number>> = {
  running: 0,
  queued: 1,
  paused: 2,
  interrupted: 3,
  failed: 4,
  stopped: 5,
  'early-stop': 6,
  completed: 6,
};

export const collator = new Intl.Collator(undefined, { numeric: true });

/** The smaller, the better; Infinity before there is a figure, so that it sorts last. */
function toSort(run: Run, figure: LibraryFigure): number {
  const best = bestFigure(run, figure);
  if (best === null) return Infinity;
  return best.kind === 'accuracy' ? 1 - best.value : best.value;
}

function sortGroups(groups: readonly Group[], { sort, figure }: LibraryView): readonly Group[] {
  const newest = (a: Run, b: Run): number => b.createdAt - a.createdAt || b.id - a.id;
  const orders: Readonly<Record<LibrarySort, (a: Run, b: Run) => number>> = {
    newest,
    name: (a, b) => collator.compare(a.name, b.name) || newest(a, b),
    best: (a, b) => order(toSort(a, figure), toSort(b, figure)) || newest(a, b),
    status: (a, b) => STATUS_ORDER[a.status] - STATUS_ORDER[b.status] || newest(a, b),
  };
  const sorted = groups.map(({ parent, runs }) => ({ parent, runs: runs.toSorted(orders[sort]) }));
  // a text or a data set stands where its first run would; without runs, where it would itself
  const value = ({ parent, runs: [first] }: Group): number => {
    if (sort === 'best') return first ? toSort(first, figure) : Infinity;
    if (sort === 'status') return first ? STATUS_ORDER[first.status] : Infinity;
    return -Math.max(parent?.entry.createdAt ?? 0, first?.createdAt ?? 0);
  };
  return sorted.toSorted((a, b) => {
    // runs without a parent stay at the end
    if (!a.parent || !b.parent) return Number(!a.parent) - Number(!b.parent);
    const [one, other] = [a.parent.entry, b.parent.entry];
    const byName = sort === 'name' ? collator.compare(one.name, other.name) : 0;
    return byName || order(value(a), value(b)) || other.createdAt - one.createdAt || other.id - one.id;
  });
}

/** Infinity equals itself here, which a difference does not see. */
const order = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);

/** All tags in use, by name. */
export function tagsOf(entries: Iterable<LibraryEntry>): string[] {
  const tags = new Set<string>();
  for (const entry of entries) for (const tag of entry.tags) tags.add(tag);
  return [...tags].sort(collator.compare);
}
