/** The requests `library.*`: the trash. */
import { emptyTrash, restore, runsToTrash, trash } from '../../store/trash.ts';
import { getRun } from '../../store/runs.ts';
import type { EngineContext } from '../engine-context.ts';
import { conflictWith, trainsElsewhere } from '../run-ownership.ts';
import type { Handlers, NamesOf } from './handlers.ts';

export function libraryRequests(context: EngineContext): Handlers<NamesOf<'library'>> {
  const { database, queue, watcher, models, perceptrons, session, options } = context;
  const done = (): null => {
    watcher.look();
    return null;
  };

  return {
    'library.trash': async ({ items }) => {
      const runs = runsToTrash(database, items);
      // All are looked at before any is stopped.
      for (const id of runs)
        if (trainsElsewhere(database, options.dataFolder, session.id, id))
          throw conflictWith(options.dataFolder, getRun(database, id), 'Stop it before you put it into the trash.');
      await queue.endAll(runs, 'stopped');
      trash(database, items);
      return done();
    },
    'library.restore': ({ items }) => {
      restore(database, items);
      return done();
    },
    'library.emptyTrash': ({ items }) => {
      for (const run of emptyTrash(database, items)) for (const loaded of [models, perceptrons]) loaded.forget(run);
      return done();
    },
  };
}
