/** The figures by which the table lists runs: those that some listed run has. */
import type { Run } from '#shared/protocol/index.ts';
import type { Messages } from '../../i18n/en.ts';
import type { Format } from '../../i18n/format.ts';
import { isLanguage, isPerceptron } from '../../state/parents.ts';
import { runFigure, type RunOrder } from '../../state/run-order.ts';

export interface FigureColumn {
  readonly order: RunOrder;
  readonly text: string;
  readonly say: (run: Run) => string;
  /** The best of some runs has this value; null: it is not marked, or cannot be compared between them. */
  readonly bestOf: (runs: readonly Run[]) => number | null;
  readonly value: (run: Run) => number;
}

/** Bits per character are the one figure of all texts; others belong to the data on which they were measured. */
export function figureColumns(listed: readonly Run[], t: Messages, format: Format): FigureColumn[] {
  const column = (
    order: 'perplexity' | 'bits' | 'accuracy' | 'error',
    text: string,
    say: (value: number) => string,
  ): FigureColumn => {
    const value = (run: Run): number => runFigure(run, order);
    return {
      order,
      text,
      value,
      say: (run) => say(value(run)),
      bestOf: (runs) => {
        const known = runs.filter((run) => Number.isFinite(value(run)));
        if (known.length < 2 || order === 'perplexity') return null;
        const data = new Set(known.filter(isPerceptron).map(({ dataSetId }) => dataSetId));
        if (order !== 'bits' && (data.size > 1 || data.has(null))) return null;
        const values = known.map(value);
        return order === 'accuracy' ? Math.max(...values) : Math.min(...values);
      },
    };
  };
  const perceptrons = listed.filter(isPerceptron);
  const has = (order: 'accuracy' | 'error'): boolean =>
    perceptrons.some((run) => Number.isFinite(runFigure(run, order)));
  return [
    ...(listed.some(isLanguage)
      ? [
          column('perplexity', t.compare.bestPerplexity, format.figure),
          column('bits', t.common.unitBits, (value) => format.decimals(value, 3)),
        ]
      : []),
    ...(perceptrons.length > 0 && (has('accuracy') || !has('error'))
      ? [column('accuracy', t.compare.bestAccuracy, format.percent)]
      : []),
    ...(has('error') ? [column('error', t.compare.bestError, format.figure)] : []),
  ];
}
