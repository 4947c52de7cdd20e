/** A network's answers to many examples, slice by slice: the engine keeps answering meanwhile. */
import type { DenseInputs } from '#shared/datasets/examples.ts';
import type { MlpKernels } from '#shared/kernels/mlp/contract.ts';
import { inputUnits, outputUnits, parameterCount } from '#shared/kernels/mlp/shape.ts';
import { predict } from '#shared/training/mlp/predict.ts';
import { breather } from '../breathe.ts';

/** Some milliseconds' work. */
const SLICE_MULTIPLICATIONS = 2e7;

/** @returns [count, S_L] */
export async function answer(kernels: MlpKernels, inputs: DenseInputs, count: number): Promise<Float32Array> {
  const { shape } = kernels;
  const [width, units] = [inputUnits(shape), outputUnits(shape)];
  const slice = Math.max(1, Math.floor(SLICE_MULTIPLICATIONS / parameterCount(shape)));
  const outputs = new Float32Array(count * units);
  const breathe = breather();
  for (let begin = 0; begin < count; begin += slice) {
    const end = Math.min(count, begin + slice);
    const values = inputs.values.subarray(begin * width, end * width);
    outputs.set(predict(kernels, { ...inputs, values }, end - begin), begin * units);
    await breathe();
  }
  return outputs;
}
