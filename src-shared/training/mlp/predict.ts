/** A network's answers to inputs that have no targets: new rows of a table, the points of a decision boundary. */
import type { Inputs } from '../../datasets/examples.ts';
import type { MlpKernels } from '../../kernels/mlp/contract.ts';
import { inputUnits, outputUnits } from '../../kernels/mlp/shape.ts';

/**
 * @param inputs of `count` examples
 * @returns [count, S_L], each a^L
 * @throws RangeError when the inputs do not fit the network
 */
export function predict(kernels: MlpKernels, inputs: Inputs, count: number): Float32Array {
  const { shape } = kernels;
  const [width, units] = [inputUnits(shape), outputUnits(shape)];
  if (inputs.kind === 'dense' && inputs.values.length !== count * width)
    throw new RangeError(
      `${count} examples of ${width} inputs need ${count * width} numbers, not ${inputs.values.length}.`,
    );
  const outputs = new Float32Array(count * units);
  const targets = { kind: 'values', values: new Float32Array(count * units), width: units } as const;
  const batch = Uint32Array.from({ length: count }, (_, i) => i);
  kernels.evaluate({ count, width, inputs, targets }, batch, outputs);
  return outputs;
}
