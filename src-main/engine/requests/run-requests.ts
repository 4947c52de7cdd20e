/** The requests `runs.*`. */
import { UnfoldError } from '#shared/protocol/index.ts';
import { insertCommand } from '../../store/commands.ts';
import { getCorpus } from '../../store/corpora.ts';
import { listEvaluations } from '../../store/evaluations.ts';
import { listMetrics } from '../../store/metrics.ts';
import { listRunEvents } from '../../store/run-events.ts';
import { getLanguageRun, getRun, listRuns, setRunStatus, updateRun } from '../../store/runs.ts';
import { listSamples } from '../../store/samples.ts';
import type { EngineContext } from '../engine-context.ts';
import { toProtocolRun } from '../library-watcher.ts';
import { startRun } from '../new-run.ts';
import { resumeRun } from '../resume-run.ts';
import { RunEstimates } from '../run-estimates.ts';
import { trainsElsewhere } from '../run-ownership.ts';
import { setLearningRate } from '../set-learning-rate.ts';
import { baselinesOf } from './baselines.ts';
import { evaluateText } from './evaluate-text.ts';
import type { Handlers, NamesOf } from './handlers.ts';

export function runRequests(context: EngineContext): Handlers<NamesOf<'runs'>> {
  const { database, queue, watcher, session, options } = context;
  const estimates = new RunEstimates(context);
  const done = (): null => {
    watcher.look();
    return null;
  };

  async function end(id: number, command: 'pause' | 'stop'): Promise<null> {
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
    'runs.start': ({ corpus, name, settings, samples }) => startRun(context, corpus, name, settings, { samples }),
    'runs.pause': ({ run }) => end(run, 'pause'),
    'runs.stop': ({ run }) => end(run, 'stop'),
    'runs.resume': ({ run }) => {
      resumeRun(context, run);
      return null;
    },
    'runs.continue': ({ run, epochs }) => {
      resumeRun(context, run, { epochs });
      return null;
    },
    'runs.setLearningRate': async ({ run, learningRate }) => {
      await setLearningRate(context, run, learningRate);
      return done();
    },
    'runs.update': ({ run, ...changes }) => {
      updateRun(database, run, changes);
      return done();
    },
    'runs.estimate': ({ corpus, settings }) => estimates.estimate(corpus, settings),
    'runs.metrics': ({ run, after, bucket }) => listMetrics(database, getRun(database, run).id, after, bucket),
    'runs.evaluations': ({ run }) => listEvaluations(database, getRun(database, run).id),
    'runs.events': ({ run }) => listRunEvents(database, getRun(database, run).id),
    'runs.samples': ({ run }) => listSamples(database, getLanguageRun(database, run).id),
    'runs.baselines': ({ run: id, split }) => {
      const run = getLanguageRun(database, id);
      if (run.corpusId === null) return null;
      const corpus = getCorpus(database, run.corpusId);
      const vocabulary = run.ownVocabulary ?? corpus.vocabulary;
      const key = { corpus: corpus.id, vocabulary, size: run.vocabulary, split };
      return baselinesOf(context, key, corpus.counts[split].tokens > 0);
    },
    'runs.evaluateText': (parameters) => evaluateText(context, parameters),
  };
}
