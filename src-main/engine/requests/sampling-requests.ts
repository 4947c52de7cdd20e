/** The requests `sampling.*`. */
import { type Parameters, type Sample, UnfoldError } from '#shared/protocol/index.ts';
import { generate, trainedSentenceEnd } from '#shared/sampling/generate.ts';
import { nextTokens } from '#shared/sampling/next-tokens.ts';
import { detokenise } from '#shared/text/detokenise.ts';
import { getRun, type StoredRun } from '../../store/runs.ts';
import { insertSample } from '../../store/samples.ts';
import { breather } from '../breathe.ts';
import type { EngineContext } from '../engine-context.ts';
import type { LoadedModel } from '../loaded-models.ts';
import { readPrompt } from '../prompt.ts';
import { textPipeline } from '../text-pipeline.ts';
import type { Handlers, NamesOf } from './handlers.ts';

/** The weights of a run that trains here are asked for anew when the stored ones are older. */
const FRESH_MILLISECONDS = 5000;

export function samplingRequests(context: EngineContext): Handlers<NamesOf<'sampling'>> {
  const { database, models, queue } = context;

  async function withModel<T>(
    id: number,
    weights: 'best' | 'last',
    work: (run: StoredRun, model: LoadedModel) => Promise<T>,
  ): Promise<T> {
    const { checkpointAt } = getRun(database, id).progress;
    if (checkpointAt === null || Date.now() - checkpointAt > FRESH_MILLISECONDS) await queue.checkpoint(id);
    const run = getRun(database, id);
    return await models.use(run, weights, (model) => work(run, model));
  }

  async function draw(run: StoredRun, model: LoadedModel, request: Parameters<'sampling.generate'>): Promise<Sample[]> {
    const { prompt, settings, count } = request;
    const pipeline = textPipeline(database, run);
    const read = readPrompt(prompt, pipeline, model);
    const atSentenceEnd = trainedSentenceEnd(run.settings);
    const { unknown, sentenceStart, sentenceEnd, kernels } = model;
    const breathe = breather();
    const samples: Sample[] = [];
    for (let i = 0; i < count; i++) {
      const seed = (settings.seed + i) % 2 ** 32;
      const tokens: string[] = [];
      const ids = generate({
        kernels,
        prompt: read.ids,
        settings,
        seed,
        length: settings.length,
        excluded: [sentenceStart, unknown],
        sentenceStart,
        sentenceEnd,
        atSentenceEnd,
      });
      for (const id of drawable(ids)) {
        tokens.push(model.tokens[id] ?? '');
        await breathe();
      }
      const words = [...read.tokens, ...tokens].map((token) => (token === '</s>' ? '\n' : token));
      const text = detokenise(words, pipeline.settings.tokens);
      samples.push({ text, tokens, seed, unknown: read.unknown });
    }
    return samples;
  }

  return {
    'sampling.generate': (request) =>
      withModel(request.run, request.weights, async (run, model) => {
        const samples = await draw(run, model, request);
        const { weights, prompt, settings } = request;
        database.transaction(() => {
          getRun(database, run.id); // it may have been deleted meanwhile
          for (const sample of samples)
            insertSample(database, run.id, sample, { step: model.step, weights, prompt, settings });
        });
        return samples;
      }),
    'sampling.next': ({ run: id, weights, context: prompt, top }) =>
      withModel(id, weights, async (run, model) => {
        const { ids } = readPrompt(prompt, textPipeline(database, run), model);
        const next = nextTokens({ kernels: model.kernels, context: ids, sentenceStart: model.sentenceStart, top });
        return next.map(({ token, probability }) => ({ token: model.tokens[token] ?? '', probability }));
      }),
  };
}

/** @throws UnfoldError `refused` when the model leaves nothing to draw from */
function* drawable(ids: Generator<number, void, void>): Generator<number, void, void> {
  try {
    yield* ids;
  } catch (error) {
    // Of the kernels: a fault of the program.
    if (!(error instanceof Error) || error instanceof RangeError) throw error;
    throw new UnfoldError('refused', error.message);
  }
}
