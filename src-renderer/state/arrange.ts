/** The library as a person wants to see it: searched, filtered, sorted. */
import type { EvaluationFigures, LibraryEntry, Run, RunStatus } from '#shared/protocol/entities.ts';
import type { Group } from './library.svelte.ts';
import { trainedBest } from './run-status.ts';

export const LIBRARY_SORTS = ['newest', 'name', 'best', 'status'] as const;
export type LibrarySort = (typeof LIBRARY_SORTS)[number];
export const LIBRARY_FIGURES = ['perplexity', 'bits'] as const;
export type LibraryFigure = (typeof LIBRARY_FIGURES)[number];

export interface LibraryView {
  /** Each word must be found in the name, the notes or the tags of a run or of its text. */
  readonly words: string;
  /** null: all */
  readonly tag: string | null;
  readonly showArchived: boolean;
  readonly sort: LibrarySort;
  readonly figure: LibraryFigure;
}

/** Groups without anything to show are left out. A text that is found itself keeps its runs. */
export function arrange(groups: readonly Group[], view: LibraryView): readonly Group[] {
  const words = view.words.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const narrowed = words.length > 0 || view.tag !== null;
  const found = groups.flatMap((group): Group[] => {
    const { corpus } = group;
    if (corpus?.archived && !view.showArchived) return [];
    const runs = view.showArchived ? group.runs : group.runs.filter((run) => !run.archived);
    // runs without a text have nothing but each other: an empty heading would say nothing
    if (!narrowed) return corpus || runs.length > 0 ? [{ corpus, runs }] : [];
    if (corpus && matches(haystack(corpus), corpus.tags, words, view.tag)) return [{ corpus, runs }];
    const above = corpus ? haystack(corpus) : '';
    const left = runs.filter((run) =>
      matches(`${above}\n${haystack(run)}`, [...run.tags, ...(corpus?.tags ?? [])], words, view.tag),
    );
    return left.length > 0 ? [{ corpus, runs: left }] : [];
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

/** A figure of the best evaluation; Infinity before there is one, so that it sorts last. */
const bestFigure = (run: Run, figure: LibraryFigure): number => figureOf(trainedBest(run), figure) ?? Infinity;

export function figureOf(best: EvaluationFigures | null, figure: LibraryFigure): number | null {
  if (best === null) return null;
  return figure === 'bits' ? best.bitsPerCharacter : best.perplexity;
}

function sortGroups(groups: readonly Group[], { sort, figure }: LibraryView): readonly Group[] {
  const newest = (a: Run, b: Run): number => b.createdAt - a.createdAt || b.id - a.id;
  const orders: Readonly<Record<LibrarySort, (a: Run, b: Run) => number>> = {
    newest,
    name: (a, b) => collator.compare(a.name, b.name) || newest(a, b),
    best: (a, b) => order(bestFigure(a, figure), bestFigure(b, figure)) || newest(a, b),
    status: (a, b) => STATUS_ORDER[a.status] - STATUS_ORDER[b.status] || newest(a, b),
  };
  const sorted = groups.map(({ corpus, runs }) => ({ corpus, runs: runs.toSorted(orders[sort]) }));
  // a text stands where its first run would; without runs, where it would itself
  const value = ({ corpus, runs: [first] }: Group): number => {
    if (sort === 'best') return first ? bestFigure(first, figure) : Infinity;
    if (sort === 'status') return first ? STATUS_ORDER[first.status] : Infinity;
    return -Math.max(corpus?.createdAt ?? 0, first?.createdAt ?? 0);
  };
  return sorted.toSorted((a, b) => {
    // runs without a text stay at the end
    if (!a.corpus || !b.corpus) return Number(!a.corpus) - Number(!b.corpus);
    const byName = sort === 'name' ? collator.compare(a.corpus.name, b.corpus.name) : 0;
    return byName || order(value(a), value(b)) || b.corpus.createdAt - a.corpus.createdAt || b.corpus.id - a.corpus.id;
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
