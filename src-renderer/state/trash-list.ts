/** What lies in the trash, as it went there: a text or a data set with its runs, a run by itself. */
import type { Corpus, DataSetEntry, LibraryItem, Run } from '#shared/protocol/index.ts';
import { keyOf, parentItem, standsUnder } from './parents.ts';

export type TrashEntry = {
  readonly trashedAt: number;
  /** Of a text or a data set: all its runs, which went with it or before it. */
  readonly runs: readonly Run[];
} & (
  | { readonly kind: 'corpus'; readonly entry: Corpus }
  | { readonly kind: 'dataset'; readonly entry: DataSetEntry }
  | { readonly kind: 'run'; readonly entry: Run }
);

interface Lists {
  readonly corpora: ReadonlyMap<number, Corpus>;
  readonly dataSets: ReadonlyMap<number, DataSetEntry>;
  readonly runs: ReadonlyMap<number, Run>;
}

/** What went there last comes first. */
export function trashList({ corpora, dataSets, runs }: Lists): readonly TrashEntry[] {
  const inTrash = <T extends { readonly trashedAt: number | null }>(entries: ReadonlyMap<number, T>): T[] =>
    [...entries.values()].filter((entry) => entry.trashedAt !== null);
  const trashedRuns = inTrash(runs);
  const about = (item: LibraryItem, trashedAt: number | null) => ({
    trashedAt: trashedAt ?? 0,
    runs: trashedRuns.filter((run) => standsUnder(run, item)),
  });
  const parents = [
    ...inTrash(corpora).map((entry): TrashEntry => {
      const item = { kind: 'corpus', id: entry.id } as const;
      return { kind: 'corpus', entry, ...about(item, entry.trashedAt) };
    }),
    ...inTrash(dataSets).map((entry): TrashEntry => {
      const item = { kind: 'dataset', id: entry.id } as const;
      return { kind: 'dataset', entry, ...about(item, entry.trashedAt) };
    }),
  ];
  const gone = new Set(parents.map(({ kind, entry }) => keyOf({ kind, id: entry.id })));
  const alone = trashedRuns
    .filter((run) => {
      const item = parentItem(run);
      return item === null || !gone.has(keyOf(item));
    })
    .map((entry): TrashEntry => ({ kind: 'run', entry, trashedAt: entry.trashedAt ?? 0, runs: [] }));
  return [...parents, ...alone].sort((a, b) => b.trashedAt - a.trashedAt);
}
