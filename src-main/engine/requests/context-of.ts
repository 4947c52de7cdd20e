/** What a model has read before it writes, slice by slice: a long prompt does not keep the engine from answering. */
import { type Context, ContextPass } from '#shared/sampling/context.ts';
import { breather } from '../breathe.ts';
import type { LoadedModel } from '../language-model.ts';

/** @param tokens ids of the model, after `<s>` */
export async function contextOf({ kernels, sentenceStart }: LoadedModel, tokens: readonly number[]): Promise<Context> {
  const pass = new ContextPass({ kernels, sentenceStart, tokens });
  const breathe = breather();
  for (;;) {
    const context = pass.advance();
    if (context !== null) return context;
    await breathe();
  }
}
