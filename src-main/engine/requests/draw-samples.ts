/** Writes samples with a model, one after another, giving way to messages all the time. */
import { type Parameters, type Sample, UnfoldError } from '#shared/protocol/index.ts';
import { generate, trainedSentenceEnd } from '#shared/sampling/generate.ts';
import { NothingToDraw } from '#shared/sampling/sampler.ts';
import type { StoredLanguageRun } from '../../store/run-rows.ts';
import { breather } from '../breathe.ts';
import type { LoadedModel } from '../language-model.ts';
import { readPrompt, type TextPipeline, writtenText } from '../prompt.ts';
import { contextOf } from './context-of.ts';
import type { SampleStream } from '../sample-stream.ts';

/**
 * @param stream hears of each token; when it is cancelled the answer is what was written until then: samples that were
 * not begun are missing, and one that was has the tokens it got
 * @throws UnfoldError `refused` when the model leaves nothing to draw from
 */
export async function drawSamples(
  run: StoredLanguageRun,
  model: LoadedModel,
  pipeline: TextPipeline,
  { prompt, settings, count }: Pick<Parameters<'sampling.generate'>, 'prompt' | 'settings' | 'count'>,
  stream: SampleStream | null,
): Promise<Sample[]> {
  const read = readPrompt(prompt, pipeline, model);
  const { unknown, sentenceStart, sentenceEnd, kernels } = model;
  const textWith = (tokens: readonly string[]): string => writtenText(read.tokens, tokens, pipeline.settings.tokens);
  const context = await contextOf(model, read.ids);
  const breathe = breather();
  const samples: Sample[] = [];
  for (let i = 0; i < count && !stream?.cancelled; i++) {
    const seed = (settings.seed + i) % 2 ** 32;
    const tokens: string[] = [];
    const ids = generate({
      kernels,
      context,
      settings,
      seed,
      length: settings.length,
      excluded: [sentenceStart, unknown],
      sentenceStart,
      sentenceEnd,
      atSentenceEnd: trainedSentenceEnd(run.settings),
    });
    for (const id of drawable(ids)) {
      tokens.push(model.tokens[id] ?? '');
      stream?.wrote(i, tokens.length, () => textWith(tokens));
      await breathe();
      if (stream?.cancelled) break;
    }
    const text = textWith(tokens);
    stream?.ended(i, tokens.length, text);
    samples.push({ text, tokens, seed, unknown: read.unknown });
    await breathe();
  }
  return samples;
}

/** @throws UnfoldError `refused` when the model leaves nothing to draw from */
function* drawable(ids: Generator<number, void, void>): Generator<number, void, void> {
  try {
    yield* ids;
  } catch (error) {
    throw error instanceof NothingToDraw ? new UnfoldError('refused', error.message) : error;
  }
}
