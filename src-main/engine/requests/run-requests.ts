/** The requests `runs.*`. */
import { type Run, UnfoldError } from '#shared/protocol/index.ts';
import { insertCommand, type RunCommand } from '../../store/commands.ts';
import { getCorpus } from '../../store/corpora.ts';
import { listEvaluations } from '../../store/evaluations.ts';
import { listMetrics } from '../../store/metrics.ts';
import { rewindToCheckpoint } from '../../store/rewind.ts';
import { getRun, listRuns, setRunKernels, setRunLogEvery, setRunStatus, updateRun } from '../../store/runs.ts';
import type { EngineContext } from '../engine-context.ts';
import { toProtocolRun } from '../library-watcher.ts';
import { startRun } from '../new-run.ts';
import { conflictWith, markInterrupted, trainsElsewhere } from '../run-ownership.ts';
import { checkResumable } from '../training-queue.ts';
import { baselinesOf } from './baselines.ts';
import { evaluateText } from './evaluate-text.ts';
import type { Handlers, NamesOf } from './handlers.ts';

export function runRequests(context: EngineContext): Handlers<NamesOf<'runs'>> {
  const { database, queue, watcher, session, options } = context;
  const done = (): null => {
    watcher.look();
    return null;
  };

  async function end(id: number, command: RunCommand): Promise<null> {
    if (trainsElsewhere(database, options.dataFolder, session.id, id)) {
      // Its owner looks for commands when the library changes.
      const owner = getRun(database, id).session;
      if (owner !== null) insertCommand(database, id, owner, command);
      return null;
    }
    const { status } = getRun(database, id);
    if (queue.has(id)) await queue.end(id, command === 'pause' ? 'paused' : 'stopped');
    else if (status === 'paused' && command === 'stop')
      setRunStatus(database, id, { status: 'stopped', message: '', session: null });
    else if (status !== 'paused' || command !== 'pause')
      throw new UnfoldError('conflict', 'This run is not training. Only a run that trains can be paused or stopped.');
    return done();
  }

  return {
    'runs.list': () => listRuns(database).map(toProtocolRun),
    'runs.get': ({ run }) => toProtocolRun(getRun(database, run)),
    'runs.start': ({ corpus, name, settings }) => startRun(context, corpus, name, settings),
    'runs.pause': ({ run }) => end(run, 'pause'),
    'runs.stop': ({ run }) => end(run, 'stop'),
    'runs.resume': ({ run }) => {
      resumeRun(context, run);
      return null;
    },
    'runs.update': ({ run, ...changes }) => {
      updateRun(database, run, changes);
      return done();
    },
    'runs.metrics': ({ run, after }) => listMetrics(database, getRun(database, run).id, after),
    'runs.evaluations': ({ run }) => listEvaluations(database, getRun(database, run).id),
    'runs.baselines': ({ run: id, split }) => {
      const run = getRun(database, id);
      if (run.corpusId === null) return null;
      const corpus = getCorpus(database, run.corpusId);
      const vocabulary = run.ownVocabulary ?? corpus.vocabulary;
      const key = { corpus: corpus.id, vocabulary, size: run.vocabulary, split };
      return baselinesOf(context, key, corpus.counts[split].tokens > 0);
    },
    'runs.evaluateText': (parameters) => evaluateText(context, parameters),
  };
}

/**
 * Puts a paused, stopped or interrupted run back into the queue.
 * @param logEvery undefined: as before   @throws UnfoldError when it cannot go on
 */
export function resumeRun(context: EngineContext, id: number, logEvery?: number | null): Run {
  const { database, options, session, kernels, queue, watcher } = context;
  markInterrupted(database, options.dataFolder, session.id);
  database.transaction(() => {
    const run = getRun(database, id);
    if (trainsElsewhere(database, options.dataFolder, session.id, id))
      throw conflictWith(options.dataFolder, run, 'Wait for it, or stop it there.');
    checkResumable(database, id);
    const others = run.kernels !== kernels.name;
    const message = others
      ? `This run was begun with the kernels "${run.kernels}" and goes on with "${kernels.name}": the last bits of its figures may differ from those of a run trained with one of them alone.`
      : '';
    if (others) setRunKernels(database, id, kernels.name);
    if (logEvery !== undefined) setRunLogEvery(database, id, logEvery);
    rewindToCheckpoint(database, id);
    setRunStatus(database, id, { status: 'queued', message, session: session.id });
  });
  queue.add(id);
  watcher.look();
  return toProtocolRun(getRun(database, id));
}
