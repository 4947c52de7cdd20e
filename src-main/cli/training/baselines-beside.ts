/** The n-gram models' figures, shown beside a run on their text. */
import type { Corpus, Run } from '#shared/protocol/index.ts';
import type { LocalEngine } from '../../engine/contract.ts';
import type { LanguageView } from './run-view.ts';

/** Of the parts that the run is evaluated on. */
export const baselinesBeside =
  ({ request }: LocalEngine, { counts, floor }: Corpus, view: LanguageView) =>
  async (run: Run, over: () => boolean): Promise<void> => {
    for (const split of ['validation', 'test'] as const) {
      if (counts[split].sentences === 0) continue;
      const baselines = await request('runs.baselines', { run: run.id, split });
      if (baselines && !over()) view.baselines(run, split, baselines, floor);
    }
  };
