/** `unfold resume`: a stopped or interrupted run goes on from its last checkpoint. */
import * as v from 'valibot';
import type { Request } from '#shared/protocol/index.ts';
import { command } from '../command.ts';
import { findRun } from '../find-named.ts';
import { setting } from '../options/option.ts';
import { chooseView } from '../training/choose-view.ts';
import { watchRun } from '../training/watch-run.ts';
import { withEngine } from '../with-engine.ts';
import { evaluatedParts } from './train.ts';

export const resume = command({
  name: 'resume',
  summary: 'Goes on with a run that was stopped or interrupted.',
  positionals: { usage: 'RUN', least: 1, most: 1 },
  options: {
    logEvery: setting(
      v.pipe(v.number(), v.integer(), v.minValue(1)),
      'N',
      'a metrics line every N steps; otherwise as the run was started',
    ),
  },
  details: 'The run ends with the same weights, bit for bit, as if it had never been interrupted.',
  examples: ['resume 3', 'resume novel'],
  async run(call) {
    const [typed = ''] = call.positionals;
    return await withEngine(call, async (engine) => {
      const { id, corpusId } = await findRun(engine.request, typed);
      const corpora = await engine.request('corpora.list', {});
      const corpus = corpora.find((candidate) => candidate.id === corpusId);
      const run = await engine.resumeRun(id, { logEvery: call.options.logEvery });
      const after = await lastMetric(engine.request, id);
      const parts = corpus ? evaluatedParts(corpus) : [];
      return await watchRun(run, {
        engine,
        view: chooseView(call),
        surroundings: call,
        parts,
        floor: corpus?.floor ?? null,
        after,
      });
    });
  },
});

async function lastMetric(request: Request, run: number): Promise<number> {
  let last = 0;
  for (;;) {
    const index = (await request('runs.metrics', { run, after: last })).at(-1)?.index;
    if (index === undefined) return last;
    last = index;
  }
}
