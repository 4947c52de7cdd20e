/** The engine: opens the library, answers the protocol's requests, trains in threads. */
import {
  type Parameters,
  type Request,
  type RequestName,
  toErrorPayload,
  UnfoldError,
  validateRequest,
} from '#shared/protocol/index.ts';
import { deleteCommand, listCommands, type PendingCommand } from '../store/commands.ts';
import { openStore } from '../store/open-store.ts';
import { getRun } from '../store/runs.ts';
import type { EngineOptions, LocalEngine } from './contract.ts';
import type { EngineContext } from './engine-context.ts';
import { exportRun } from './export-run.ts';
import { followRun } from './follow-run.ts';
import { GrantedFiles } from './granted-files.ts';
import { ImportsUnderWay } from './imports-under-way.ts';
import { chooseKernels } from './kernel-choice.ts';
import { kernelSettings } from './kernel-settings.ts';
import { LibraryWatcher } from './library-watcher.ts';
import { LoadedModels } from './loaded-models.ts';
import { openLog } from './log-file.ts';
import { logFolder } from './log-folder.ts';
import { importModel } from './import-model.ts';
import { loadLanguageModel } from './language-model.ts';
import { startPerceptron } from './new-perceptron-run.ts';
import { startRun } from './new-run.ts';
import { loadPerceptron } from './perceptrons/loaded-perceptron.ts';
import { corpusRequests } from './requests/corpus-requests.ts';
import { dataSetRequests } from './requests/data-set-requests.ts';
import type { Handlers } from './requests/handlers.ts';
import { libraryRequests } from './requests/library-requests.ts';
import { perceptronRequests } from './requests/perceptron-requests.ts';
import { runRequests } from './requests/run-requests.ts';
import { samplingRequests } from './requests/sampling-requests.ts';
import { resumeRun } from './resume-run.ts';
import { markInterrupted } from './run-ownership.ts';
import { beginSession, type OwnSession } from './sessions.ts';
import { setLearningRate } from './set-learning-rate.ts';
import { TextThreads } from './text-threads.ts';
import { TrainingQueue } from './training-queue.ts';

/** How often runs are looked for whose process has died. */
const ORPHANS_MILLISECONDS = 5000;

/** @throws UnfoldError when the data folder or the library in it cannot be used */
export async function createEngine(options: EngineOptions): Promise<LocalEngine> {
  const context = openContext(options);
  const { database, watcher, queue, session, files, texts, log } = context;
  const handlers = requestHandlers(context);

  /** While another process writes for long, the library opens all the same: they are found a little later. */
  function lookForOrphans(): void {
    try {
      if (markInterrupted(database, options.dataFolder, session.id)) watcher.look();
    } catch (error) {
      log.error('Looking for interrupted runs', error);
    }
  }
  lookForOrphans();
  const orphans = setInterval(lookForOrphans, ORPHANS_MILLISECONDS);
  orphans.unref();

  let closing: Promise<void> | null = null;
  async function requestUnchecked(name: string, args: unknown): Promise<unknown> {
    try {
      if (closing !== null) throw isClosing();
      const valid = validateRequest(name, args);
      return await call(handlers, valid.name, valid.parameters);
    } catch (error) {
      // The library may have been closed under the request.
      const told = closing === null || error instanceof UnfoldError ? error : isClosing(String(error));
      if (toErrorPayload(told).kind !== 'cancelled') log.error(name, told);
      throw told;
    }
  }

  async function close(): Promise<void> {
    clearInterval(orphans);
    try {
      await Promise.all([queue.close(), texts.close()]);
    } finally {
      watcher.look();
      watcher.close();
      database.close();
      session.end();
      log.line(`${options.door} closed`);
      files.releaseAll();
    }
  }

  return {
    // The map of requests gives the handlers and this function their types; the lookup by name cannot be followed.
    request: requestUnchecked as Request,
    requestUnchecked,
    subscribe: (listener) => watcher.subscribe(listener),
    grantFile: (path, granted) => files.grant(path, granted),
    startRun: (corpus, name, settings, startOptions) => startRun(context, corpus, name, settings, startOptions),
    startPerceptron: (dataSet, name, settings, startOptions) =>
      startPerceptron(context, dataSet, name, settings, startOptions),
    resumeRun: async (run, resumeOptions) => resumeRun(context, run, resumeOptions),
    followRun: (run, follower, after = 0) => followRun(context, run, follower, after),
    checkpointRun: (run) => queue.checkpoint(getRun(database, run).id),
    exportRun: (run, format, path, weights = 'best') => exportRun(database, run, format, path, weights),
    importModel: (path, name) => importModel(context, path, name),
    close: () => (closing ??= close()),
  };
}

const isClosing = (details?: string): UnfoldError =>
  new UnfoldError('cancelled', 'Unfold is closing. Open it again to go on.', details);

function openContext(options: EngineOptions): EngineContext {
  const { dataFolder, door } = options;
  const database = openStore(dataFolder);
  let session: OwnSession | undefined;
  try {
    const log = openLog(dataFolder);
    const kernels = chooseKernels(options.kernelsFolder, options.kernels ?? kernelSettings(door !== 'terminal'));
    log.line(`${door} opened, version ${options.version}; kernels ${kernels.name}: ${kernels.note}`);
    session = beginSession(dataFolder, door, options.address ?? null);
    const watcher = new LibraryWatcher(database, log, () => obeyCommands(context));
    const queue = new TrainingQueue({
      database,
      dataFolder,
      workerFile: options.trainingWorkerFile,
      kernels,
      session: session.id,
      log,
      onChange: () => watcher.look(),
    });
    const files = new GrantedFiles();
    const texts = new TextThreads(options.textWorkerFile);
    const models = new LoadedModels(database, loadLanguageModel.bind(null, database, kernels));
    const perceptrons = new LoadedModels(database, loadPerceptron.bind(null, database, kernels));
    const context: EngineContext = {
      ...{ options, database, log, session, kernels },
      ...{ files, watcher, texts, queue, models, perceptrons },
    };
    return context;
  } catch (error) {
    session?.end();
    database.close();
    throw error;
  }
}

/** What other processes wish about the runs that this one trains. */
function obeyCommands(context: EngineContext): void {
  const { database, session, queue, log } = context;
  const obey = ({ run, command, value }: PendingCommand): Promise<void> => {
    if (command !== 'set-rate') return queue.end(run, command === 'pause' ? 'paused' : 'stopped');
    return value === null ? Promise.resolve() : setLearningRate(context, run, value);
  };
  for (const pending of listCommands(database, session.id)) {
    deleteCommand(database, pending.id);
    obey(pending).catch((error: unknown) => log.error(`The command to ${pending.command} run ${pending.run}`, error));
  }
}

function requestHandlers(context: EngineContext): Handlers {
  const { options, kernels } = context;
  const imports = new ImportsUnderWay();
  return {
    'engine.info': () => ({
      version: options.version,
      dataFolder: options.dataFolder,
      kernels: kernels.name,
      kernelsNote: kernels.note,
      logFolder: logFolder(options.dataFolder),
    }),
    ...corpusRequests(context, imports),
    ...dataSetRequests(context, imports),
    ...runRequests(context),
    ...perceptronRequests(context),
    ...samplingRequests(context),
    ...libraryRequests(context),
  };
}

function call(handlers: Handlers, name: RequestName, parameters: Parameters<RequestName>): unknown {
  // validateRequest has checked that the parameters are those of the name; the types cannot follow that.
  const handler = handlers[name] as (parameters: Parameters<RequestName>) => unknown;
  return handler(parameters);
}
