/**
 * The readable implementation of the kernels' contract, float64 throughout: the specification. It is never fast.
 *
 *     W -= lambda dE/dW     after every sequence: stochastic gradient descent
 */
import { PARAMETER_NAMES, type LanguageModelKernels, type ModelShape, type Parameters } from '../kernels/contract.ts';
import { addScaled } from '../kernels/loops.ts';
import { checkLength } from './architectures/architecture.ts';
import { createArchitecture } from './architectures/registry.ts';
import { clipByNorm, clipByValue, gradientNorms } from './gradient-clipping.ts';
import type { Weights } from './network.ts';

export interface ReferenceKernels extends LanguageModelKernels {
  /** Copies of the current weights with all their digits. */
  readWeights(): Weights;
  /** Copy of the state with all its digits. */
  readExactState(): Float64Array;
}

/** @throws RangeError when the shape is not one of a network. */
export function createReferenceKernels(shape: ModelShape): ReferenceKernels {
  const architecture = createArchitecture(shape);
  const { K, H, outputLayer } = architecture.network;
  const weights = architecture.zeroWeights();
  const gradients = architecture.zeroWeights();
  let state = architecture.startState();
  const h = new Float64Array(H);

  return {
    name: 'reference',
    shape,

    readParameters: () => copy(weights, Float32Array),
    readWeights: () => copy(weights, Float64Array),
    writeParameters(parameters) {
      for (const name of PARAMETER_NAMES) checkLength(name, parameters[name].length, weights[name].length);
      for (const name of PARAMETER_NAMES) weights[name].set(parameters[name]);
    },

    resetState: () => void (state = architecture.startState()),
    readState: () => Float32Array.from(state),
    readExactState: () => Float64Array.from(state),
    writeState(values) {
      architecture.checkState(values);
      state.set(values);
    },

    trainSequence(inputs, targets, { learningRate, clipNorm, clipValue, truncate, wantNorms }) {
      checkSequence(inputs, targets, K);
      const pass = architecture.forward(weights, inputs, targets, state);
      const loss = sum(pass.E);
      if (!Number.isFinite(loss)) return { loss, norms: null };

      for (const name of PARAMETER_NAMES) gradients[name].fill(0);
      pass.backward(gradients, truncate);
      const norms = wantNorms || clipNorm !== null ? gradientNorms(gradients) : null;
      if (norms !== null && clipNorm !== null) clipByNorm(gradients, norms, clipNorm);
      if (clipValue !== null) clipByValue(gradients, clipValue);

      for (const name of PARAMETER_NAMES) addScaled(weights[name], -learningRate, gradients[name]);
      ({ state } = pass);
      return { loss, norms };
    },

    evaluateSequence(inputs, targets, surprise, distributions) {
      checkSequence(inputs, targets, K);
      if (surprise) checkLength('The array for the surprise', surprise.length, inputs.length);
      if (distributions) checkLength('The array for the distributions', distributions.length, inputs.length * K);
      const y = new Float64Array(outputLayer.outputs);
      const p = new Float64Array(K);
      let loss = 0;
      for (let t = 0; t < inputs.length; t++) {
        architecture.advance(weights, inputs[t]!, state, h);
        const E_t = outputLayer.forward(weights.W_out, h, targets[t]!, y);
        loss += E_t;
        if (surprise) surprise[t] = E_t;
        if (distributions) {
          outputLayer.distribution(weights.W_out, h, p);
          distributions.set(p, t * K);
        }
      }
      return loss;
    },

    advanceState(inputs) {
      checkSequence(inputs, inputs, K);
      for (const token of inputs) architecture.advance(weights, token, state, h);
    },

    predictNext(token, distribution) {
      checkTokens(Uint32Array.of(token), K);
      checkLength('The array for the distribution', distribution.length, K);
      const p = new Float64Array(K);
      architecture.advance(weights, token, state, h);
      outputLayer.distribution(weights.W_out, h, p);
      distribution.set(p);
    },
  };
}

function copy<A extends Float32Array | Float64Array>(
  weights: Weights,
  type: { from(values: Float64Array): A },
): Parameters<A> {
  return { W_in: type.from(weights.W_in), W_rec: type.from(weights.W_rec), W_out: type.from(weights.W_out) };
}

function sum(E: Float64Array): number {
  let total = 0;
  for (let t = 0; t < E.length; t++) total += E[t]!;
  return total;
}

function checkSequence(inputs: Uint32Array, targets: Uint32Array, K: number): void {
  if (inputs.length === 0) throw new RangeError('A sequence must have at least one step.');
  checkLength('The targets', targets.length, inputs.length);
  checkTokens(inputs, K);
  checkTokens(targets, K);
}

function checkTokens(tokens: Uint32Array, K: number): void {
  for (let t = 0; t < tokens.length; t++) {
    if (tokens[t]! >= K) throw new RangeError(`Token ${tokens[t]!} is outside the vocabulary of ${K}.`);
  }
}
