/**
 * Halve when the gain fades, after the RNNLM toolkit (Mikolov et al. 2011).
 *
 * Let L be the loss after an epoch and L* the lowest of all losses before it (the initial weights' included when there
 * is a validation part). The epoch gains when L < (1 - 0.003) L*.
 * - From the first epoch that does not gain on, the rate is halved after every epoch, gain or not.
 * - The run ends when two epochs in a row that were trained at a halved rate do not gain.
 *
 * Unlike the toolkit, which returns to the weights of the epoch before, training goes on from the current weights; the
 * trainer keeps the best ones aside.
 */
import type { Schedule } from './schedule.ts';

const LEAST_GAIN = 0.003;
/** Epochs in a row, trained at a halved rate without a gain, that end the run. */
export const PATIENCE = 2;

export const halve: Schedule = {
  learningRate: (state) => state.learningRate,
  afterEpoch(state, loss) {
    const { bestLoss } = state;
    const gains = bestLoss === null || loss < (1 - LEAST_GAIN) * bestLoss;
    const halving = state.halving || !gains;
    const halvingsWithoutGain = state.halving && !gains ? state.halvingsWithoutGain + 1 : 0;
    const next = {
      ...state,
      learningRate: halving ? state.learningRate / 2 : state.learningRate,
      bestLoss: Math.min(loss, bestLoss ?? loss),
      halving,
      halvingsWithoutGain,
    };
    return { state: next, end: halvingsWithoutGain >= PATIENCE };
  },
};
