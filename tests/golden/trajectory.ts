/** 200 steps of plain stochastic gradient descent, as an independent float64 implementation in NumPy computed them. */
import { readFileSync } from 'node:fs';
import { decodeModel } from '#shared/interchange/recurrent-model-file.ts';
import type { LanguageModelKernels } from '#shared/kernels/contract.ts';
import { SENTENCE_END, SENTENCE_START, UNK } from '#shared/text/settings.ts';
import stored from './trajectory.json' with { type: 'json' };

const file = (name: string): URL => new URL(name, import.meta.url);

export const model = decodeModel(readFileSync(file('weights.safetensors')));

/** Token ids of each line. */
export const sentences = readFileSync(file('sentences.txt'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => line.split(' ').map((token) => Math.max(UNK, model.vocabulary.indexOf(token))));

export const runs: readonly { readonly learningRate: number; readonly losses: readonly number[] }[] = stored.runs;

/** T of each sentence. */
export const lengths: readonly number[] = stored.tokens;

/** Losses of the same run with these kernels. */
export function train(kernels: LanguageModelKernels, learningRate: number, steps: number): number[] {
  kernels.writeParameters(model.parameters);
  const options = { learningRate, clipNorm: null, clipValue: null, truncate: null, wantNorms: false };
  return sentences.slice(0, steps).map((ids) => {
    kernels.resetState();
    return kernels.trainSequence(Uint32Array.of(SENTENCE_START, ...ids), Uint32Array.of(...ids, SENTENCE_END), options)
      .loss;
  });
}

/** max |loss - golden| / golden. */
export function largestRelativeError(losses: readonly number[], golden: readonly number[]): number {
  return golden.reduce((largest, g, i) => Math.max(largest, Math.abs((losses[i] ?? NaN) - g) / g), 0);
}
