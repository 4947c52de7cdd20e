/** Follows a run to its end, shows it, and stops it in order on Ctrl-C. What `train` and `resume` share. */
import { type EvaluationRow, type MetricRow, type Run, toErrorPayload, UnfoldError } from '#shared/protocol/index.ts';
import type { LocalEngine } from '../../engine/contract.ts';
import type { Surroundings } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { RunView } from './run-view.ts';

/** Training does not wait for the baselines, and the person not for ever. */
const BASELINES_SECONDS = 5;

interface Watch {
  readonly engine: LocalEngine;
  readonly view: RunView;
  readonly surroundings: Surroundings;
  /** The parts of the text whose n-gram figures are to be beaten. */
  readonly parts: readonly ('validation' | 'test')[];
  /** Rows up to this index were shown before. */
  readonly after?: number;
}

/** @throws UnfoldError when the run fails */
export async function watchRun(run: Run, { engine, view, surroundings, parts, after = 0 }: Watch): Promise<ExitCode> {
  const { interrupts, terminal } = surroundings;
  let over = false;
  view.started(run);
  const stopHandling = interrupts.handle(() => {
    terminal.note('Stopping; a checkpoint is being written. Press Ctrl-C again to end at once.');
    // a run that has just ended by itself cannot be stopped, and need not be
    engine.request('runs.stop', { run: run.id }).catch(() => undefined);
  });
  try {
    let latest = run;
    const baselines = showBaselines();
    await Promise.race([baselines, new Promise((resolve) => setTimeout(resolve, BASELINES_SECONDS * 1000).unref())]);
    const ended = await engine.followRun(
      run.id,
      {
        metrics: (rows: readonly MetricRow[]) => rows.forEach((row) => view.metrics(latest, row)),
        evaluations: (rows: readonly EvaluationRow[]) => rows.forEach((row) => view.evaluation(latest, row)),
        changed(changed) {
          latest = changed;
          view.changed(changed);
        },
      },
      after,
    );
    if (ended.status === 'failed') throw new UnfoldError('refused', ended.message);
    const done = ended.status === 'completed' || ended.status === 'early-stop';
    if (done) await baselines;
    over = true;
    view.ended(ended);
    return done ? EXIT.done : EXIT.interrupted;
  } finally {
    over = true;
    stopHandling();
  }

  async function showBaselines(): Promise<void> {
    try {
      for (const split of parts) {
        const baselines = await engine.request('runs.baselines', { run: run.id, split });
        if (baselines && !over) view.baselines(run, split, baselines);
      }
    } catch (error) {
      // figures to compare with are worth a note, not the run
      if (!over) terminal.note(`The n-gram baselines could not be computed: ${toErrorPayload(error).message}`);
    }
  }
}
