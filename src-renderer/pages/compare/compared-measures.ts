/** What curves are read in: a language model's loss in one of its units, a perceptron's figures on its data. */
import type { EvaluationRow, Run } from '#shared/protocol/index.ts';
import { LOSS_UNITS, type LossUnit } from '../../charts/loss-units.ts';
import { X_AXES } from '../../charts/x-axis.ts';

export const COMPARED_SPLITS = ['validation', 'train'] as const;
export type ComparedSplit = (typeof COMPARED_SPLITS)[number];

export const PERCEPTRON_MEASURES = ['accuracy', 'error', 'loss'] as const;
export type PerceptronMeasure = (typeof PERCEPTRON_MEASURES)[number];
export type Measure = LossUnit | PerceptronMeasure;

/** Batches have different sizes, so that a step of one perceptron is not one of another. */
export const COMPARED_AXES = [...X_AXES, 'steps'] as const;
export type ComparedAxis = (typeof COMPARED_AXES)[number];

/** Bits first: the one unit that different texts and token rules have in common. */
export const LANGUAGE_MEASURES: readonly LossUnit[] = LOSS_UNITS.toReversed();

/** An accuracy needs classes, an error numbers to predict; in training only the loss is counted. */
export function perceptronMeasures(
  evaluations: readonly EvaluationRow[],
  split: ComparedSplit,
): readonly PerceptronMeasure[] {
  if (split === 'train') return ['loss'];
  return PERCEPTRON_MEASURES.filter((measure) => evaluations.some((row) => Number.isFinite(figureIn(row, measure))));
}

/** NaN: the run has no such figure. */
export function figureIn(row: EvaluationRow, measure: Measure): number {
  if (measure === 'nats' || measure === 'loss') return row.loss;
  if (row.family === 'language') {
    if (measure === 'perplexity') return row.perplexity;
    return measure === 'bits' ? row.bitsPerCharacter : NaN;
  }
  const figure = { accuracy: row.accuracy, error: row.rootMeanSquaredError, perplexity: null, bits: null }[measure];
  return figure ?? NaN;
}

/** A family has its own axes: a language model's steps are sentences, which tokens tell better. */
export const axesOf = (family: Run['family']): readonly ComparedAxis[] =>
  family === 'language' ? X_AXES : COMPARED_AXES;
