/** What a run stands under in the library: the text or the data set that it learns from. */
import type { Corpus, DataSetEntry, LanguageRun, LibraryItem, PerceptronRun, Run } from '#shared/protocol/index.ts';

export type Parent =
  { readonly kind: 'corpus'; readonly entry: Corpus } | { readonly kind: 'dataset'; readonly entry: DataSetEntry };

/** null: weights from a file. */
export function parentItem(run: Run): LibraryItem | null {
  const id = run.family === 'language' ? run.corpusId : run.dataSetId;
  return id === null ? null : { kind: run.family === 'language' ? 'corpus' : 'dataset', id };
}

export const parentToItem = ({ kind, entry }: Parent): LibraryItem => ({ kind, id: entry.id });

export const keyOf = ({ kind, id }: LibraryItem): string => `${kind} ${id}`;
export const isItem = (a: LibraryItem | null, b: LibraryItem | null): boolean =>
  a !== null && b !== null && a.kind === b.kind && a.id === b.id;

/** Does the run learn from this text or data set? */
export const standsUnder = (run: Run, item: LibraryItem): boolean => isItem(parentItem(run), item);

export const isLanguage = (run: Run): run is LanguageRun => run.family === 'language';
export const isPerceptron = (run: Run): run is PerceptronRun => run.family === 'perceptron';
