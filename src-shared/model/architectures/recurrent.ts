/** The recurrent network, bptt.ts, as an architecture: its state is the hidden state, [H]. */
import type { RecurrentShape } from '../../kernels/contract.ts';
import { backward, forward, step } from '../bptt.ts';
import { createNetwork, zeroWeights } from '../network.ts';
import { type Architecture, checkLength } from './architecture.ts';

/** @throws RangeError when the shape is not one of a network */
export function recurrent(shape: RecurrentShape): Architecture {
  const network = createNetwork(shape);
  const { H } = network;
  return {
    network,
    zeroWeights: () => zeroWeights(network),
    startState: () => new Float64Array(H),
    checkState: (state) => checkLength('The hidden state', state.length, H),
    advance(weights, token, state, h) {
      step(network, weights, token, state, h);
      state.set(h);
    },
    forward(weights, x, target, state) {
      const unfolded = forward(network, weights, x, target, state);
      return {
        E: unfolded.E,
        state: unfolded.h.slice(-H),
        backward: (gradients, truncate) => backward(network, weights, unfolded, gradients, truncate),
      };
    },
  };
}
