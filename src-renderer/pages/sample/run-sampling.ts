/** What was typed, written and scored with each run is kept while the window is open, whichever page is in sight. */
import type { LanguageRun } from '#shared/protocol/entities.ts';
import type { Connection } from '../../connection/connection.ts';
import { outlivingPages } from '../../state/outliving-pages.svelte.ts';
import { SampleDraft } from './sample-draft.svelte.ts';
import { ScoreDraft } from './score-draft.svelte.ts';
import { Writing } from './writing.svelte.ts';

export interface RunSampling {
  readonly draft: SampleDraft;
  readonly writing: Writing;
  readonly score: ScoreDraft;
}

const kept = new WeakMap<Connection, Map<number, RunSampling>>();

export function runSampling(connection: Connection, run: LanguageRun): RunSampling {
  const runs = kept.get(connection) ?? new Map<number, RunSampling>();
  kept.set(connection, runs);
  const known = runs.get(run.id);
  if (known) return known;
  const sampling = outlivingPages(() => {
    const draft = new SampleDraft(connection, run);
    return {
      draft,
      writing: new Writing(connection, run),
      score: new ScoreDraft(connection, run.id, () => draft.weights),
    };
  });
  runs.set(run.id, sampling);
  return sampling;
}
