/** Which figures of runs say something beside one another, and which do not. */
import type { Measure } from './compared-measures.ts';
import type { ComparedLanguage, ComparedPerceptron, ComparedRun } from './compared-runs.svelte.ts';

export type Unlike = 'tokens' | 'data' | 'costs';

/** null: all of them can be compared. */
export function unlike(runs: readonly ComparedRun[], measure: Measure): Unlike | null {
  const languages = runs.filter((compared) => compared.family === 'language');
  if (languages.length > 0) return predictSame(languages) || measure === 'bits' ? null : 'tokens';
  const perceptrons = runs.filter((compared) => compared.family === 'perceptron');
  if (!learnSame(perceptrons)) return 'data';
  const [first] = perceptrons;
  return measure === 'loss' && perceptrons.some(({ run }) => run.settings.cost !== first?.run.settings.cost)
    ? 'costs'
    : null;
}

/** Perplexities of different vocabularies are answers to different questions. */
function predictSame([first, ...others]: readonly ComparedLanguage[]): boolean {
  return others.every(
    ({ run, corpus }) =>
      run.vocabulary === first?.run.vocabulary &&
      run.corpusId === first.run.corpusId &&
      corpus?.settings.tokens === first.corpus?.settings.tokens,
  );
}

/** An accuracy on other data is another question, and their numbers to predict have another unit. */
const learnSame = ([first, ...others]: readonly ComparedPerceptron[]): boolean =>
  others.every(({ run }) => run.dataSetId === first?.run.dataSetId);

/** Without a validation part there is nothing to draw of it. */
export const hasValidation = (compared: ComparedRun): boolean =>
  compared.family === 'language'
    ? compared.corpus?.counts.validation.sentences !== 0
    : compared.dataSet?.counts.validation !== 0;
