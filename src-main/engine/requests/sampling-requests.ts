/** The requests `sampling.*`. */
import type { Parameters, Sample } from '#shared/protocol/index.ts';
import { nextTokens } from '#shared/sampling/next-tokens.ts';
import type { StoredLanguageRun } from '../../store/run-rows.ts';
import { getLanguageRun } from '../../store/runs.ts';
import { epochAtStep, insertSample } from '../../store/samples.ts';
import type { EngineContext } from '../engine-context.ts';
import { freshWeights } from '../fresh-weights.ts';
import type { LoadedModel } from '../language-model.ts';
import { readPrompt } from '../prompt.ts';
import { type SampleStream, SampleStreams } from '../sample-stream.ts';
import { textPipeline } from '../text-pipeline.ts';
import { contextOf } from './context-of.ts';
import { drawSamples } from './draw-samples.ts';
import type { Handlers, NamesOf } from './handlers.ts';
import { scoreText } from './score-text.ts';

export function samplingRequests(context: EngineContext): Handlers<NamesOf<'sampling'>> {
  const { database, models, watcher } = context;
  const streams = new SampleStreams();

  async function withModel<T>(
    id: number,
    weights: 'best' | 'last',
    work: (run: StoredLanguageRun, model: LoadedModel) => Promise<T>,
  ): Promise<T> {
    await freshWeights(context, getLanguageRun(database, id));
    const run = getLanguageRun(database, id);
    return await models.use(run, weights, (model) => work(run, model));
  }

  /** What was written is stored, and answered, whether or not it was cancelled. */
  const generate = (request: Parameters<'sampling.generate'>, stream: SampleStream | null): Promise<Sample[]> =>
    withModel(request.run, request.weights, async (run, model) => {
      const samples = await drawSamples(run, model, textPipeline(database, run), request, stream);
      const { weights, prompt, settings } = request;
      database.transaction(() => {
        getLanguageRun(database, run.id); // it may have been deleted meanwhile
        const epoch = epochAtStep(database, run.id, model.step);
        const origin = { step: model.step, epoch, weights, prompt, settings, evaluation: null };
        for (const sample of samples) insertSample(database, run.id, sample, origin);
      });
      return samples;
    });

  return {
    'sampling.generate': async (request) => {
      const name = request.stream;
      if (name === undefined) return await generate(request, null);
      const stream = streams.begin(name, (payload) => watcher.emit({ event: 'sample-progress', payload }));
      try {
        return await generate(request, stream);
      } finally {
        streams.end(name);
      }
    },
    'sampling.cancel': ({ stream }) => {
      streams.cancel(stream);
      return null;
    },
    'sampling.score': (request) =>
      scoreText(context, getLanguageRun(database, request.run), request, (work) =>
        withModel(request.run, request.weights, work),
      ),
    'sampling.next': ({ run: id, weights, context: prompt, top }) =>
      withModel(id, weights, async (run, model) => {
        const { ids } = readPrompt(prompt, textPipeline(database, run), model);
        const { distribution } = await contextOf(model, ids);
        return nextTokens(distribution, top).map(({ token, probability }) => ({
          token: model.tokens[token] ?? '',
          probability,
        }));
      }),
  };
}
