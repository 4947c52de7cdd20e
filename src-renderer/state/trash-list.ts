/** What lies in the trash, as it went there: a text with its runs, a run by itself. */
import type { Corpus, Run } from '#shared/protocol/entities.ts';

export interface TrashEntry {
  readonly entry: Corpus | Run;
  readonly kind: 'corpus' | 'run';
  readonly trashedAt: number;
  /** Of a text: all its runs, which went with it or before it. */
  readonly runs: readonly Run[];
}

/** What went there last comes first. */
export function trashList(corpora: Iterable<Corpus>, runs: Iterable<Run>): readonly TrashEntry[] {
  const inTrash = [...runs].filter((run) => run.trashedAt !== null);
  const texts = [...corpora].filter((corpus) => corpus.trashedAt !== null);
  const ids = new Set<number | null>(texts.map(({ id }) => id));
  const entries = [
    ...texts.map((entry): TrashEntry => ({
      entry,
      kind: 'corpus',
      trashedAt: entry.trashedAt ?? 0,
      runs: inTrash.filter((run) => run.corpusId === entry.id),
    })),
    ...inTrash
      .filter((run) => !ids.has(run.corpusId))
      .map((entry): TrashEntry => ({ entry, kind: 'run', trashedAt: entry.trashedAt ?? 0, runs: [] })),
  ];
  return entries.sort((a, b) => b.trashedAt - a.trashedAt);
}
