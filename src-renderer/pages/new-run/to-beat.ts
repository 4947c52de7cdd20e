/** What a run has to beat, as bars: counting, the best run on the same terms, and what nothing can beat. */
import type { Baselines, Corpus, EvaluationFigures, LanguageRun } from '#shared/protocol/entities.ts';

export type RivalName = 'unigram' | 'bigram' | 'trigram' | 'best' | 'floor';

export interface Rival {
  readonly name: RivalName;
  readonly figures: EvaluationFigures;
  /** Of the longest bar, by loss: 0 to 1. */
  readonly share: number;
  /** The run behind `best`. */
  readonly run: LanguageRun | null;
}

/** @param vocabulary runs with another K had other words to predict: they are no measure */
export function rivals(
  baselines: Baselines,
  corpus: Corpus,
  runs: readonly LanguageRun[],
  vocabulary: number | null,
): readonly Rival[] {
  const best = runs
    .filter((run) => run.corpusId === corpus.id && run.vocabulary === vocabulary && run.best !== null)
    .reduce<LanguageRun | null>((a, b) => (a?.best && b.best && a.best.loss <= b.best.loss ? a : b), null);
  const all: { name: RivalName; figures: EvaluationFigures; run: LanguageRun | null }[] = [
    { name: 'unigram', figures: baselines.unigram, run: null },
    { name: 'bigram', figures: baselines.bigram, run: null },
    { name: 'trigram', figures: baselines.trigram, run: null },
  ];
  if (best?.best) all.push({ name: 'best', figures: best.best, run: best });
  if (corpus.floor) all.push({ name: 'floor', figures: corpus.floor, run: null });
  const most = Math.max(...all.map(({ figures }) => figures.loss));
  return all.map((rival) => ({ ...rival, share: most > 0 ? rival.figures.loss / most : 0 }));
}
