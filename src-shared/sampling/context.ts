/** Reading a prompt: the state and the distribution that follow `<s>` and some tokens. */
import type { RecurrentKernels } from '../kernels/contract.ts';

/** Runs `body` and leaves the hidden state as it was, so that samples can be drawn while a run trains. */
export function withOwnState<R>(kernels: RecurrentKernels, body: () => R): R {
  const state = kernels.readState();
  try {
    return body();
  } finally {
    kernels.writeState(state);
  }
}

/**
 * Starts from the zero state and feeds `<s>` and the prompt.
 * @param distribution [K], receives the distribution of the token after the prompt
 */
export function readPrompt(
  kernels: RecurrentKernels,
  sentenceStart: number,
  prompt: readonly number[],
  distribution: Float32Array,
): void {
  kernels.resetState();
  kernels.predictNext(sentenceStart, distribution);
  for (const token of prompt) kernels.predictNext(token, distribution);
}
