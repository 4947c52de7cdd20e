/**
 * The readable implementation of the kernels' contract, float64 throughout: the specification. It is never fast.
 *
 *     W -= lambda dE/dW     after every sequence: stochastic gradient descent
 */
import { PARAMETER_NAMES, type ModelShape, type Parameters, type RecurrentKernels } from '../kernels/contract.ts';
import { addScaled } from '../kernels/loops.ts';
import { backward, forward, step } from './bptt.ts';
import { clipByNorm, clipByValue, gradientNorms } from './gradient-clipping.ts';
import { createNetwork, zeroWeights, type Weights } from './network.ts';

export interface ReferenceKernels extends RecurrentKernels {
  /** Copies of the current weights with all their digits. */
  readWeights(): Weights;
  /** Copy of the hidden state with all its digits, [H]. */
  readExactState(): Float64Array;
}

/** @throws RangeError when the shape is not one of a network. */
export function createReferenceKernels(shape: ModelShape): ReferenceKernels {
  const network = createNetwork(shape);
  const { K, H, outputLayer } = network;
  const weights = zeroWeights(network);
  const gradients = zeroWeights(network);
  let h = new Float64Array(H);

  return {
    name: 'reference',
    shape,

    readParameters: () => copy(weights, Float32Array),
    readWeights: () => copy(weights, Float64Array),
    writeParameters(parameters) {
      for (const name of PARAMETER_NAMES) checkLength(name, parameters[name].length, weights[name].length);
      for (const name of PARAMETER_NAMES) weights[name].set(parameters[name]);
    },

    resetState: () => void h.fill(0),
    readState: () => Float32Array.from(h),
    readExactState: () => Float64Array.from(h),
    writeState(state) {
      checkLength('The hidden state', state.length, H);
      h.set(state);
    },

    trainSequence(inputs, targets, { learningRate, clipNorm, clipValue, truncate, wantNorms }) {
      checkSequence(inputs, targets, K);
      const unfolded = forward(network, weights, inputs, targets, h);
      const loss = sum(unfolded.E);
      if (!Number.isFinite(loss)) return { loss, norms: null };

      for (const name of PARAMETER_NAMES) gradients[name].fill(0);
      backward(network, weights, unfolded, gradients, truncate);
      const norms = wantNorms || clipNorm !== null ? gradientNorms(gradients) : null;
      if (norms !== null && clipNorm !== null) clipByNorm(gradients, norms, clipNorm);
      if (clipValue !== null) clipByValue(gradients, clipValue);

      for (const name of PARAMETER_NAMES) addScaled(weights[name], -learningRate, gradients[name]);
      h = unfolded.h.slice(-H);
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
        advance(inputs[t]!);
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
      inputs.forEach(advance);
    },

    predictNext(token, distribution) {
      checkTokens(Uint32Array.of(token), K);
      checkLength('The array for the distribution', distribution.length, K);
      const p = new Float64Array(K);
      advance(token);
      outputLayer.distribution(weights.W_out, h, p);
      distribution.set(p);
    },
  };

  function advance(token: number): void {
    const next = new Float64Array(H);
    step(network, weights, token, h, next);
    h = next;
  }
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

function checkLength(what: string, length: number, expected: number): void {
  if (length !== expected) throw new RangeError(`${what} must have ${expected} elements, not ${length}.`);
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
