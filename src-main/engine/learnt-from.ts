/** What a run learns from: a text or a data set. Imported weights come without. */
import { UnfoldError } from '#shared/protocol/index.ts';
import type { StoredLanguageRun, StoredPerceptronRun, StoredRun } from '../store/run-rows.ts';

/** @throws UnfoldError `refused` */
export function corpusOf({ corpusId }: StoredLanguageRun): number {
  if (corpusId !== null) return corpusId;
  throw new UnfoldError('refused', 'This run was imported without a text: it can be sampled from, but not trained.');
}

/** @throws UnfoldError `refused` */
export function dataSetOf({ dataSetId }: StoredPerceptronRun): number {
  if (dataSetId !== null) return dataSetId;
  throw new UnfoldError(
    'refused',
    'This run was imported without data: it can be asked, but neither trained nor tested on them.',
  );
}

/** @throws UnfoldError `refused` for weights that were imported alone */
export function refuseImported(run: StoredRun): void {
  if (run.family === 'language') corpusOf(run);
  else dataSetOf(run);
}
