/** The window model, window/backpropagation.ts, as an architecture: its state is the last ids, [c], the oldest first. */
import type { WindowShape } from '../../kernels/contract.ts';
import { SENTENCE_START } from '../../text/settings.ts';
import { backward, forward, hidden, project } from '../window/backpropagation.ts';
import { createWindowNetwork, zeroWindowWeights } from '../window/network.ts';
import { type Architecture, checkLength } from './architecture.ts';

/** @throws RangeError when the shape is not one of a network */
export function window(shape: WindowShape): Architecture {
  const network = createWindowNetwork(shape);
  const { K, P, c } = network;
  return {
    network,
    zeroWeights: () => zeroWindowWeights(network),
    startState: () => new Float64Array(c).fill(SENTENCE_START),
    checkState(state) {
      checkLength('The tokens before', state.length, c);
      const strange = Array.from(state).find((id) => !Number.isInteger(id) || id < 0 || id >= K);
      if (strange !== undefined) throw new RangeError(`Token ${strange} is outside the vocabulary of ${K}.`);
    },
    advance(weights, token, state, h) {
      state.copyWithin(0, 1);
      state[c - 1] = token;
      const p = new Float64Array(c * P);
      project(network, weights.W_in, state, 0, p);
      hidden(network, weights, p, h);
    },
    forward(weights, x, target, state) {
      const pass = forward(network, weights, x, target, state);
      return {
        E: pass.E,
        state: Float64Array.from(pass.read).slice(-c),
        backward: (gradients) => backward(network, weights, pass, gradients),
      };
    },
  };
}
