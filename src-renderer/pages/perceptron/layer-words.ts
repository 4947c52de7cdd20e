/** What layers, inputs and outputs are called. */
import type { DataSetEntry } from '#shared/protocol/index.ts';
import type { MlpShape } from '#shared/kernels/mlp/contract.ts';
import type { Messages } from '../../i18n/en.ts';
import type { Format } from '../../i18n/format.ts';

/** "layer 1, tanh", beneath the drawing. */
export function layerName({ activations }: MlpShape, layer: number, t: Messages['perceptron'], format: Format): string {
  if (layer === 0) return t.layerNames.input;
  const f = t.activations[activations[layer - 1]!];
  return layer === activations.length ? t.layerNames.output(f) : t.layerNames.hidden(format.integer(layer), f);
}

/** "layer 1", on a button. */
export const layerShort = (
  { activations }: MlpShape,
  layer: number,
  t: Messages['perceptron'],
  format: Format,
): string => (layer === activations.length ? t.outputShort : t.layerShort(format.integer(layer)));

/** "2–10–8–1" */
export const shapeName = ({ layers }: MlpShape): string => layers.join('–');

/** The name of input k; a picture's have none. */
export const inputName = (dataSet: DataSetEntry | null, k: number): string => dataSet?.inputNames[k] ?? `x${k + 1}`;

/** The name of a class; a single output unit stands for two. */
export const className = (dataSet: DataSetEntry | null, c: number): string => dataSet?.targets.names[c] ?? String(c);

/** What output unit j is about: its class, or the number that it predicts; empty for the one unit of two classes. */
export function outputName(dataSet: DataSetEntry | null, j: number, units: number): string {
  if (dataSet?.targets.kind === 'classes' && units === 1) return '';
  return dataSet?.targets.names[j] ?? `y${j + 1}`;
}
