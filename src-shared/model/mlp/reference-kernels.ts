/** The readable implementation of the perceptron's contract, float64 throughout: the specification. It is never fast. */
import { readInput, readTarget } from '../../datasets/examples.ts';
import type { MlpKernels, MlpShape } from '../../kernels/mlp/contract.ts';
import { checkBatch, checkOptions, checkParameters, inputUnits, outputUnits } from '../../kernels/mlp/shape.ts';
import { addGradient, cost, errors, feedforward, type Weights } from './backpropagation.ts';
import { update } from './gradient-descent.ts';
import { createPerceptron, mapParameters, zeroParameters } from './network.ts';

export interface MlpReferenceKernels extends MlpKernels {
  /** Copies of the current weights with all their digits. */
  readWeights(): Weights;
}

/** @throws RangeError when the shape is not possible */
export function createMlpReferenceKernels(shape: MlpShape): MlpReferenceKernels {
  const network = createPerceptron(shape);
  let weights = zeroParameters(shape);
  let velocity: Weights | null = null;
  const x = new Float64Array(inputUnits(shape));
  const y = new Float64Array(outputUnits(shape));

  return {
    name: 'mlp-reference',
    shape,

    readParameters: () => mapParameters(weights, (array) => Float32Array.from(array)),
    readWeights: () => mapParameters(weights, (array) => Float64Array.from(array)),
    writeParameters(parameters) {
      checkParameters(shape, parameters);
      weights = mapParameters(parameters, (array) => Float64Array.from(array));
    },
    readVelocity: () => velocity && mapParameters(velocity, (array) => Float32Array.from(array)),
    writeVelocity(from) {
      if (from) checkParameters(shape, from);
      velocity = from && mapParameters(from, (array) => Float64Array.from(array));
    },

    trainBatch(examples, batch, options) {
      checkOptions(options, batch.length);
      checkBatch(shape, examples, batch);
      const gradients = zeroParameters(shape);
      let C = 0;
      for (const i of batch) {
        readInput(examples, i, x);
        readTarget(examples, i, y);
        const pass = feedforward(network, weights, x);
        addGradient(network, errors(network, weights, pass, y), pass, gradients);
        C += cost(network, pass, y);
      }
      if (!Number.isFinite(C)) return C;
      if (options.momentum > 0) velocity ??= zeroParameters(shape);
      update(weights, gradients, batch.length, options, options.momentum > 0 ? velocity : null);
      return C;
    },

    evaluate(examples, batch, outputs) {
      checkBatch(shape, examples, batch);
      let C = 0;
      batch.forEach((i, at) => {
        readInput(examples, i, x);
        readTarget(examples, i, y);
        const pass = feedforward(network, weights, x);
        C += cost(network, pass, y);
        outputs?.set(pass.a[network.L]!, at * y.length);
      });
      return C;
    },
  };
}
