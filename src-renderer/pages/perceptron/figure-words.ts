/** How good a network is, in words. */
import type { DataSetEntry, PerceptronEvaluationRow, PerceptronFigures } from '#shared/protocol/index.ts';
import type { Messages } from '../../i18n/en.ts';
import type { Format } from '../../i18n/format.ts';
import { type Confusion, rightOf } from './confusion.ts';
import type { Points } from './examples.svelte.ts';

export function figuresInWords(figures: PerceptronFigures, t: Messages['perceptron'], format: Format): string {
  const { accuracy, rootMeanSquaredError: error, loss } = figures;
  if (accuracy !== null) return t.accuracyWords(format.percent(accuracy), format.figure(loss));
  return t.errorWords(error === null ? '' : format.figure(error), format.figure(loss));
}

/** Root mean squared, over all target values. @param outputs [N, S_L] */
export function errorOf(outputs: ArrayLike<number>, values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (outputs[i]! - values[i]!) ** 2;
  return Math.sqrt(sum / values.length);
}

/** "98.0 % right, 400 points": of the points that are drawn. Empty: not computed. */
export function pointsInWords(
  points: Points | null,
  outputs: Float32Array | null,
  confusion: Confusion | null,
  t: Messages['perceptron'],
  format: Format,
): string {
  if (!points || !outputs) return '';
  const count = format.integer(points.count);
  if (points.values) return t.errorOf(format.figure(errorOf(outputs, points.values)), count);
  if (!confusion) return '';
  const { right, of } = rightOf(confusion);
  return t.rightShare(format.percent(right / Math.max(1, of)), count);
}

/** The newest evaluation that tells which classes were taken for which. */
export function evaluatedConfusion(
  evaluations: readonly PerceptronEvaluationRow[],
  dataSet: DataSetEntry | null,
): { readonly confusion: Confusion; readonly row: PerceptronEvaluationRow } | null {
  const row = evaluations.findLast((one) => one.confusion !== null);
  if (!row?.confusion) return null;
  const classes = dataSet?.targets.names.length ?? Math.round(Math.sqrt(row.confusion.length));
  return { confusion: { classes, counts: row.confusion }, row };
}
