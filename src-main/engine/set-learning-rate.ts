/** Another learning rate for a run on its way, from the next step on. */
import { UnfoldError } from '#shared/protocol/index.ts';
import { nextLearningRate, withLearningRate } from '#shared/training/learning-rate.ts';
import { changePlace } from '../store/checkpoints.ts';
import { insertCommand } from '../store/commands.ts';
import type { WritableDatabase } from '../store/database.ts';
import { insertRunEvent } from '../store/run-events.ts';
import { getRun } from '../store/runs.ts';
import type { EngineContext } from './engine-context.ts';
import { trainsElsewhere } from './run-ownership.ts';

/** Of a run that trains, here or in another process, or is paused or queued after it has trained. @throws UnfoldError */
export async function setLearningRate(context: EngineContext, id: number, learningRate: number): Promise<void> {
  const { database, queue, session, options } = context;
  if (trainsElsewhere(database, options.dataFolder, session.id, id)) {
    const { status, session: owner } = getRun(database, id);
    // Its owner looks for commands when the library changes. What waits there is read anew before it trains.
    if (owner !== null && status === 'running') return insertCommand(database, id, owner, 'set-rate', learningRate);
  }
  if (await queue.setLearningRate(id, learningRate)) return;
  database.transaction(() => {
    const { status } = getRun(database, id);
    if (status !== 'paused' && status !== 'queued')
      throw new UnfoldError(
        'conflict',
        'This run is not training: only a run that trains or is paused takes a new rate.',
      );
    setStoredRate(database, id, learningRate);
  });
}

/** In the last checkpoint of a run that no thread trains. @throws UnfoldError `refused` when it has none */
export function setStoredRate(database: WritableDatabase, id: number, learningRate: number): void {
  const { settings, trainTokens, progress } = getRun(database, id);
  const before = changePlace(database, id, (place) => withLearningRate(place, learningRate));
  if (before === null)
    throw new UnfoldError(
      'refused',
      'This run has not begun to train and begins at the rate of its settings. Start a run with another rate instead.',
    );
  const from = nextLearningRate(before, settings.schedule, trainTokens * settings.epochs);
  const { epoch, step, tokens, seconds } = progress;
  const at = Date.now();
  insertRunEvent(database, id, { kind: 'rate-set', from, to: learningRate, at, epoch, step, tokens, seconds });
}
