/** Writes text: from the context on, draws token after token, each fed back as the next input. */
import type { LanguageModelKernels } from '../kernels/contract.ts';
import type { TrainingSettings } from '../training/settings.ts';
import type { Context } from './context.ts';
import { createSampler } from './sampler.ts';
import type { SamplingSettings } from './settings.ts';

/**
 * What follows a drawn `</s>`:
 * - `stop`: nothing, the sample ends.
 * - `start`: a new sentence, `<s>`, with the state carried over.
 * - `continue`: `</s>` itself is fed back, as in the running text that windows are cut from.
 */
export type AtSentenceEnd = 'stop' | 'start' | 'continue';

/** What continues a text the way the run was trained on it. */
export function trainedSentenceEnd(settings: Pick<TrainingSettings, 'window' | 'carryState'>): AtSentenceEnd {
  if (settings.window !== null) return 'continue';
  return settings.carryState ? 'start' : 'stop';
}

export interface GenerateOptions {
  readonly kernels: LanguageModelKernels;
  /** What is written on from. */
  readonly context: Context;
  readonly settings: SamplingSettings;
  readonly seed: number;
  /** Most tokens to draw, at least 1. */
  readonly length: number;
  /** Ids that are never drawn; usually those of `<s>` and `<unk>`. */
  readonly excluded: readonly number[];
  readonly sentenceStart: number;
  readonly sentenceEnd: number;
  readonly atSentenceEnd: AtSentenceEnd;
}

/**
 * The drawn ids, one by one. A `</s>` that ends the sample is not among them; one inside it is.
 * Moves the hidden state; other work with the same kernels between two tokens disturbs the text.
 * @throws NothingToDraw
 */
export function* generate(options: GenerateOptions): Generator<number, void, void> {
  const { kernels, context, settings, seed, length, excluded, sentenceStart, sentenceEnd, atSentenceEnd } = options;
  const sampler = createSampler(settings, seed, excluded);
  const distribution = context.distribution.slice();
  kernels.writeState(context.state);
  for (let drawn = 0; drawn < length; drawn++) {
    const token = sampler.draw(distribution);
    if (token === sentenceEnd && atSentenceEnd === 'stop') return;
    yield token;
    kernels.predictNext(token === sentenceEnd && atSentenceEnd === 'start' ? sentenceStart : token, distribution);
  }
}
