/** What a multi-layer perceptron's shape and the examples it is given must fulfil; sizes that follow from the shape. */
import type { Examples } from '../../datasets/examples.ts';
import type { BatchOptions, MlpParameters, MlpShape } from './contract.ts';

/** More would be a mistake: the text field of a form, a file that is damaged. */
export const MOST_LAYERS = 64;
export const MOST_UNITS = 1_000_000;

/** S_0, S_L. */
export const inputUnits = ({ layers }: MlpShape): number => layers[0]!;
export const outputUnits = ({ layers }: MlpShape): number => layers[layers.length - 1]!;

/** Weights and biases of all layers. */
export const parameterCount = ({ layers }: MlpShape): number =>
  layers.slice(1).reduce((sum, units, l) => sum + units * (layers[l]! + 1), 0);

/** @throws RangeError with the first thing that is not possible */
export function checkShape({ layers, activations, cost }: MlpShape): void {
  const L = activations.length;
  if (L < 1 || L > MOST_LAYERS || layers.length !== L + 1)
    throw new RangeError(
      `A network has an output layer and at most ${MOST_LAYERS - 1} hidden ones: ${layers.length} sizes and ${L} activations are not possible.`,
    );
  const wrong = layers.find((units) => !Number.isSafeInteger(units) || units < 1 || units > MOST_UNITS);
  if (wrong !== undefined)
    throw new RangeError(`A layer of ${wrong} units is not possible. Choose a whole number from 1 to ${MOST_UNITS}.`);
  if (activations.slice(0, -1).includes('softmax'))
    throw new RangeError('Softmax is for the output layer alone. Choose another activation for the hidden layers.');
  const output = activations[L - 1]!;
  if (cost === 'quadratic' && output === 'softmax')
    throw new RangeError('Softmax outputs need the cross-entropy cost. Choose it, or sigmoid outputs.');
  if (cost === 'cross-entropy' && output !== 'softmax' && output !== 'sigmoid')
    throw new RangeError(
      `The cross-entropy cost needs softmax or sigmoid outputs, not ${output}. Choose one of these, or the quadratic cost.`,
    );
  if (output === 'softmax' && layers[L]! < 2)
    throw new RangeError('Softmax needs at least two output units. Choose sigmoid for a single one.');
}

/** @throws RangeError when an array's length does not fit the shape */
export function checkParameters(
  { layers }: MlpShape,
  { weights, biases }: MlpParameters<Float32Array | Float64Array>,
): void {
  for (let l = 1; l < layers.length; l++) {
    const [rows, columns] = [layers[l]!, layers[l - 1]!];
    const [W, b] = [weights[l - 1]?.length, biases[l - 1]?.length];
    if (W !== rows * columns || b !== rows)
      throw new RangeError(
        `Layer ${l} has ${rows} units with ${columns} inputs each, but W${l} has ${W ?? 0} elements and b${l} ${b ?? 0}. ` +
          'Check that the weights belong to this network.',
      );
  }
}

/** @throws RangeError when inputs or targets do not fit the shape, or an index lies outside the examples */
export function checkBatch(shape: MlpShape, { count, width, targets }: Examples, batch: Uint32Array): void {
  const outputs = outputUnits(shape);
  if (width !== inputUnits(shape))
    throw new RangeError(`The examples have ${width} inputs, but the network has ${inputUnits(shape)}.`);
  const asked = targets.kind === 'values' ? targets.width : targets.count;
  if (asked !== outputs && !(targets.kind === 'classes' && asked === 2 && outputs === 1))
    throw new RangeError(
      `The examples have ${asked} ${targets.kind === 'values' ? 'target values' : 'classes'}, but the network has ${outputs} outputs.`,
    );
  for (let i = 0; i < batch.length; i++)
    if (batch[i]! >= count) throw new RangeError(`There is no example ${batch[i]!}: there are ${count}.`);
}

/** @throws RangeError when a number is not finite, or the batch is empty */
export function checkOptions({ learningRate, weightDecay, momentum }: BatchOptions, m: number): void {
  if (m < 1) throw new RangeError('A batch needs at least one example.');
  if (!Number.isFinite(learningRate))
    throw new RangeError(`A learning rate of ${learningRate} is not possible. Choose a finite number.`);
  if (!(weightDecay >= 0 && weightDecay < Infinity))
    throw new RangeError(`A weight decay of ${weightDecay} is not possible. Choose 0 or a positive number.`);
  if (!(momentum >= 0 && momentum < 1))
    throw new RangeError(`A momentum of ${momentum} is not possible. Choose a number from 0 to below 1.`);
}
