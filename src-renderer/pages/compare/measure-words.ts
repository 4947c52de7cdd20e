/** What a measure and the axes are called, and how a figure of it is said. */
import type { Run } from '#shared/protocol/index.ts';
import type { Messages } from '../../i18n/en.ts';
import type { Format } from '../../i18n/format.ts';
import type { ComparedAxis, Measure } from './compared-measures.ts';

export interface MeasureWords {
  readonly yUnit: string;
  /** A share of 1, said in percent. */
  readonly isShare: boolean;
  readonly say: (value: number) => string;
  readonly axisUnits: Readonly<Record<ComparedAxis, string>>;
}

/** Short ones, to choose by. */
export const measureNames = ({ common, compare }: Messages): Readonly<Record<Measure, string>> => ({
  nats: common.unitNats,
  perplexity: common.unitPerplexity,
  bits: common.unitBits,
  ...compare.measures,
});

export const axisNames = (family: Run['family'], { run, compare, perceptron }: Messages) => ({
  ...run.axes,
  ...(family === 'perceptron' ? { tokens: perceptron.examplesAxis } : {}),
  steps: compare.steps,
});

export function measureWords(measure: Measure, family: Run['family'], t: Messages, format: Format): MeasureWords {
  const { run, compare, perceptron } = t;
  const isShare = measure === 'accuracy';
  const inFigures = measure === 'perplexity' || measure === 'error' || measure === 'loss';
  return {
    yUnit: { ...run.yUnits, ...compare.yUnits }[measure],
    isShare,
    say: (value) => {
      if (isShare) return format.percent(value);
      return inFigures ? format.figure(value) : format.decimals(value, 3);
    },
    axisUnits: {
      ...run.axisUnits,
      ...(family === 'perceptron' ? { tokens: perceptron.examplesAxis } : {}),
      steps: compare.steps,
    },
  };
}
