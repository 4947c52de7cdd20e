/** Pictures and their labels, each in an IDX file, as examples: grey levels from 0 to 1, a class for each picture. */
import { DataError } from '../data-error.ts';
import type { Examples } from '../examples.ts';
import type { IdxArray } from './idx.ts';

const MOST_CLASSES = 10_000;

/**
 * @param classes C, where another file decides: a test set need not have all classes; otherwise the largest label + 1
 * @throws DataError when the two files do not belong together
 */
export function labelledPictures(pictures: IdxArray, labels: IdxArray, classes?: number): Examples {
  const [count = 0, ...size] = pictures.shape;
  if (pictures.shape.length < 2)
    throw new DataError('The file of pictures holds a single row of numbers: is it the file of labels?');
  if (labels.shape.length !== 1)
    throw new DataError(`The file of labels has ${labels.shape.length} dimensions: is it the file of pictures?`);
  if (labels.shape[0] !== count)
    throw new DataError(
      `There are ${count} pictures but ${labels.shape[0] ?? 0} labels: choose two files that belong together.`,
    );
  const wrong = labels.values.findIndex((label) => !(Number.isInteger(label) && label >= 0 && label < MOST_CLASSES));
  if (wrong >= 0)
    throw new DataError(
      `Label ${wrong + 1} is ${labels.values[wrong]}: labels must be whole numbers from 0 to ${MOST_CLASSES - 1}.`,
    );
  let largest = 0;
  for (const label of labels.values) largest = Math.max(largest, label);
  const C = classes ?? Math.max(2, largest + 1);
  if (largest >= C)
    throw new DataError(`There is a label ${largest}, but the training pictures have only the labels 0 to ${C - 1}.`);
  const { values } = pictures;
  const notFinite = values instanceof Float32Array ? values.findIndex((value) => !Number.isFinite(value)) : -1;
  const width = size.reduce((product, n) => product * n, 1);
  if (notFinite >= 0)
    throw new DataError(`Picture ${Math.floor(notFinite / width) + 1} holds a value that is not a finite number.`);
  return {
    count,
    width,
    inputs: { kind: 'dense', values, scale: values instanceof Uint8Array ? 1 / 255 : 1 },
    targets: { kind: 'classes', classes: Uint32Array.from(labels.values), count: C },
  };
}
