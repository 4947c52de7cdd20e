/** Reports a run's rows as they are stored, until it no longer trains. */
import { type Run, UnfoldError } from '#shared/protocol/index.ts';
import { countEvaluations, listEvaluations } from '../store/evaluations.ts';
import { lastMetric, listMetrics } from '../store/metrics.ts';
import { findRun } from '../store/runs.ts';
import type { RunFollower } from './contract.ts';
import type { EngineContext } from './engine-context.ts';
import { toProtocolRun } from './library-watcher.ts';

/** @throws UnfoldError `not-found` when the run is deleted meanwhile, `cancelled` when the engine closes; whatever the follower throws */
export function followRun(
  { database, watcher }: EngineContext,
  id: number,
  follower: RunFollower,
  after: number,
): Promise<Run> {
  // A run that was taken back to its checkpoint may have fewer rows than were seen.
  let seen = Math.min(after, lastMetric(database, id));
  // Whoever has seen metric rows before has seen the evaluations among them.
  let evaluations = after === 0 ? 0 : countEvaluations(database, id);

  /** The run once it no longer trains, else null. */
  const report = (): Run | null => {
    // The status first: rows are stored before it changes.
    const stored = findRun(database, id);
    if (stored === null) throw new UnfoldError('not-found', 'This run was deleted.');
    const run = toProtocolRun(stored);
    follower.changed?.(run);
    for (;;) {
      const rows = listMetrics(database, id, seen);
      if (rows.length === 0) break;
      seen = rows.at(-1)?.index ?? seen;
      follower.metrics?.(rows);
    }
    const news = listEvaluations(database, id, evaluations);
    evaluations += news.length;
    if (news.length > 0) follower.evaluations?.(news);
    return run.status === 'queued' || run.status === 'running' ? null : run;
  };

  return new Promise((resolve, reject) => {
    let unsubscribe = (): void => undefined;
    const step = (): boolean => {
      try {
        const ended = report();
        if (ended === null) return false;
        resolve(ended);
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
      unsubscribe();
      return true;
    };
    if (step()) return;
    unsubscribe = watcher.subscribe(
      ({ event, payload }) => {
        if (event === 'library-changed' || (event === 'run-changed' && payload.run.id === id)) step();
      },
      // A run of this process has ended by then: this one trains in another.
      () => reject(new UnfoldError('cancelled', 'Unfold is closing; the run goes on in another program.')),
    );
  });
}
