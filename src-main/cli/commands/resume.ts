/** `unfold resume`: a run goes on from its last checkpoint, also with more epochs or at another rate. */
import * as v from 'valibot';
import { TrainingSettingsSchema } from '#shared/training/settings.ts';
import { command } from '../command.ts';
import { findRun } from '../find-named.ts';
import { setting } from '../options/option.ts';
import { baselinesBeside } from '../training/baselines-beside.ts';
import { chooseLanguageView, choosePerceptronView } from '../training/choose-view.ts';
import { watchRun } from '../training/watch-run.ts';
import { withEngine } from '../with-engine.ts';

const m = TrainingSettingsSchema.entries;

export const resume = command({
  name: 'resume',
  summary: 'Goes on with a run that was stopped or interrupted, or gives one more epochs.',
  positionals: { usage: 'RUN', least: 1, most: 1 },
  options: {
    epochs: setting(m.epochs, 'N', 'train until it has had N epochs in all; also of a run that has ended'),
    learningRate: setting(m.learningRate, 'X', 'go on at this rate; the schedule goes on from it'),
    logEvery: setting(
      v.pipe(v.number(), v.integer(), v.minValue(1)),
      'N',
      'a metrics line every N steps; otherwise as the run was started',
    ),
  },
  details:
    'The run ends with the same weights, bit for bit, as if it had never been interrupted. With --epochs a run at a ' +
    'constant rate ends with those of one that was begun with so many; linear and cosine rates are stretched from here on, ' +
    'so that they rise first; after an early stop the halving begins anew. The test part is measured again at the new end.',
  examples: ['resume 3', 'resume novel --epochs 40', 'resume novel --epochs 40 --learning-rate 0.01'],
  async run(call) {
    const [typed = ''] = call.positionals;
    return await withEngine(call, async (engine) => {
      const found = await findRun(engine.request, typed);
      const { logEvery, epochs, learningRate } = call.options;
      const run = await engine.resumeRun(found.id, { logEvery, epochs, learningRate });
      const after = run.progress.lastMetric;
      const watch = { engine, surroundings: call, after };
      if (run.family === 'perceptron') return await watchRun(run, { ...watch, view: choosePerceptronView(call) });
      const view = chooseLanguageView(call);
      const corpora = await engine.request('corpora.list', {});
      const corpus = corpora.find(({ id }) => id === run.corpusId);
      return await watchRun(run, { ...watch, view, ...(corpus && { beside: baselinesBeside(engine, corpus, view) }) });
    });
  },
});
