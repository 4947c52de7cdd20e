/** The one figure by which a run is known where there is room for one. */
import type { Run } from '#shared/protocol/entities.ts';
import type { Messages } from '../i18n/en.ts';
import type { Format } from '../i18n/format.ts';
import { trainedBest } from './run-status.ts';

/** Which one of a language model's is shown. */
export const LIBRARY_FIGURES = ['perplexity', 'bits'] as const;
export type LibraryFigure = (typeof LIBRARY_FIGURES)[number];

export interface BestFigure {
  /** `error`: root mean squared. `loss`: of the training part, where nothing is validated. */
  readonly kind: LibraryFigure | 'accuracy' | 'error' | 'loss';
  readonly value: number;
}

/** null: before the first. */
export function bestFigure(run: Run, figure: LibraryFigure): BestFigure | null {
  if (run.family === 'language') {
    const best = trainedBest(run);
    return best && { kind: figure, value: figure === 'bits' ? best.bitsPerCharacter : best.perplexity };
  }
  const best = trainedBest(run);
  if (best && best.accuracy !== null) return { kind: 'accuracy', value: best.accuracy };
  if (best && best.rootMeanSquaredError !== null) return { kind: 'error', value: best.rootMeanSquaredError };
  const loss = run.sparkline.at(-1);
  return loss === undefined || run.progress.step === 0 ? null : { kind: 'loss', value: loss };
}

export const figureWords = ({ kind, value }: BestFigure, format: Format): string =>
  kind === 'accuracy' ? format.percent(value) : format.figure(value);

/** What it is and how much: "best accuracy 97.2 %". */
export function figureSentence({ kind, value }: BestFigure, t: Messages['rail'], format: Format): string {
  const words = figureWords({ kind, value }, format);
  const say = {
    perplexity: t.bestPerplexity,
    bits: t.bestBits,
    accuracy: t.bestAccuracy,
    error: t.bestError,
    loss: t.trainLoss,
  };
  return say[kind](words);
}
