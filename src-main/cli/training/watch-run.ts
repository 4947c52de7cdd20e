/** Follows a run to its end, shows it, and stops it in order on Ctrl-C. What `train`, `mlp` and `resume` share. */
import { type Run, toErrorPayload, UnfoldError } from '#shared/protocol/index.ts';
import type { LocalEngine } from '../../engine/contract.ts';
import type { Surroundings } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { inOrder, type Row } from './row-order.ts';
import type { RunView } from './run-view.ts';

/** Rows wait so long at most for the figures beside them; the training does not wait. */
const BESIDE_MILLISECONDS = 5000;

interface Watch {
  readonly engine: LocalEngine;
  readonly view: RunView;
  readonly surroundings: Surroundings;
  /** Figures to compare with, shown beside the run's own when they come; `over` says that it is too late for them. */
  readonly beside?: (run: Run, over: () => boolean) => Promise<void>;
  /** Rows up to this index were shown before. */
  readonly after?: number;
}

/** @throws UnfoldError when the run fails */
export async function watchRun(run: Run, watch: Watch): Promise<ExitCode> {
  const { engine, view, surroundings, beside, after = 0 } = watch;
  let latest = run;
  let waiting: Row[] = [];
  let open = false;
  let over = false;

  const show = (): void => {
    if (!open) return;
    for (const { kind, row } of inOrder(waiting)) {
      if (kind === 'metrics') view.metrics(latest, row);
      else view.evaluation(latest, row);
    }
    waiting = [];
    view.changed(latest);
  };
  const showBeside = async (): Promise<void> => {
    try {
      await beside?.(run, () => over);
    } catch (error) {
      // figures to compare with are worth a note, not the run
      const { message } = toErrorPayload(error);
      if (!over) surroundings.terminal.note(`The figures to compare with could not be computed: ${message}`);
    }
  };

  const stopHandling = surroundings.interrupts.handle(() => {
    surroundings.terminal.note('Stopping; a checkpoint is being written. Press Ctrl-C again to end at once.');
    // a run that has just ended by itself cannot be stopped, and need not be
    engine.request('runs.stop', { run: run.id }).catch(() => undefined);
  });
  try {
    view.started(run);
    const following = engine.followRun(
      run.id,
      {
        changed(changed) {
          latest = changed;
          // the rows of this change come right after it, in the same turn
          queueMicrotask(show);
        },
        metrics: (rows) => waiting.push(...rows.map((row) => ({ kind: 'metrics', row }) as const)),
        evaluations: (rows) => waiting.push(...rows.map((row) => ({ kind: 'evaluation', row }) as const)),
      },
      after,
    );
    const shown = showBeside();
    await Promise.race([shown, following, delay(BESIDE_MILLISECONDS)]);
    open = true;
    latest = await following;
    const done = latest.status === 'completed' || latest.status === 'early-stop';
    if (done) await shown;
    over = true;
    show();
    // the loss was not finite, or its thread broke: a full disk, a lost library
    if (latest.status === 'failed' || latest.status === 'interrupted') throw new UnfoldError('refused', latest.message);
    view.ended(latest);
    return done ? EXIT.done : EXIT.interrupted;
  } finally {
    over = true;
    stopHandling();
  }
}

const delay = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
