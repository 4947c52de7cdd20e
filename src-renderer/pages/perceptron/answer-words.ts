/** What an output of the network says, in words. */
import type { DataSetEntry } from '#shared/protocol/index.ts';
import { decodeNumber } from '#shared/datasets/table/encoding.ts';
import { predictedClass } from '#shared/training/mlp/evaluation.ts';
import type { Format } from '../../i18n/format.ts';
import { className } from './layer-words.ts';
import { signed } from './signed-number.ts';

export interface AnswerBar {
  readonly name: string;
  /** 0 to 1. */
  readonly share: number;
  /** The class whose output this is. */
  readonly index: number;
}

/** The number that is meant: a table's were standardised for the network. */
export const inUnits = (dataSet: DataSetEntry | null, output: number): number =>
  dataSet?.description.kind === 'table' ? decodeNumber(dataSet.description.encoding, output) : output;

/** Each class with its output; a single unit tells two classes apart. */
export function answerBars(outputs: ArrayLike<number>, dataSet: DataSetEntry | null): readonly AnswerBar[] {
  const units = outputs.length;
  const shares = units === 1 ? [1 - outputs[0]!, outputs[0]!] : Array.from(outputs);
  return shares.map((share, index) => ({ name: className(dataSet, index), share, index }));
}

/** The class, or the number, in short. */
export function answerWords(outputs: ArrayLike<number>, dataSet: DataSetEntry | null, format: Format): string {
  if (dataSet?.targets.kind === 'classes') return className(dataSet, predictedClass(outputs, 0, outputs.length));
  return Array.from(outputs, (output) => signed(inUnits(dataSet, output), 3, format)).join(', ');
}

/** How sure it is of the class that it says: that class's output. */
export function sureness(outputs: ArrayLike<number>): number {
  if (outputs.length === 1) return Math.max(outputs[0]!, 1 - outputs[0]!);
  return Math.max(...Array.from(outputs));
}
