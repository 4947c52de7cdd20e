/** Examples with what their numbers are called: of a data set in the library, or of one that is being made. */
import type { DataSetEntry, ShownExamples } from '#shared/protocol/index.ts';
import type { Points } from '../perceptron/examples.svelte.ts';
import { columnsOf, type InputColumn } from '../perceptron/input-columns.ts';

export interface ShownSet {
  readonly examples: ShownExamples;
  readonly columns: readonly InputColumn[];
  readonly targets: DataSetEntry['targets'];
  /** null: no pictures. */
  readonly picture: { readonly height: number; readonly width: number } | null;
  /** Both inputs have the same unit, so that circles are round. */
  readonly isIsometric: boolean;
  /** A predicted number as it stood in the table. */
  readonly inUnits: (value: number) => number;
}

export function setOf(dataSet: DataSetEntry, examples: ShownExamples, inUnits: ShownSet['inUnits']): ShownSet {
  const { description, targets } = dataSet;
  return {
    examples,
    columns: description.kind === 'pictures' ? [] : columnsOf(dataSet),
    targets,
    picture: description.kind === 'pictures' ? description : null,
    isIsometric: description.kind === 'generated',
    inUnits,
  };
}

/** `plane`: two numbers; `line`: one number, and what is predicted upwards; `rows`: all else that is no picture. */
export function lookOf({ picture, columns }: ShownSet): 'pictures' | 'plane' | 'line' | 'rows' {
  if (picture) return 'pictures';
  const isNumeric = columns.every(({ values }) => values === null);
  if (isNumeric && columns.length === 2) return 'plane';
  return isNumeric && columns.length === 1 ? 'line' : 'rows';
}

/** What the plane's drawing takes; along a line, what is predicted is the second coordinate. */
export function pointsOf({ examples, columns }: ShownSet): Points {
  const { count, classes, values } = examples;
  if (columns.length === 2) return { count, inputs: Float64Array.from(examples.inputs), classes, values };
  const targets = values === null ? 1 : values.length / count;
  const inputs = new Float64Array(2 * count);
  for (let i = 0; i < count; i++) {
    inputs[2 * i] = examples.inputs[i]!;
    inputs[2 * i + 1] = classes?.[i] ?? values?.[i * targets] ?? 0;
  }
  return { count, inputs, classes: classes ?? Array.from({ length: count }, () => 0), values: null };
}
