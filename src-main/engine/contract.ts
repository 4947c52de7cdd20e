/** What a door (desktop, browser, terminal) holds: the protocol's requests and events, and the few things only a door may do. */
import type {
  EvaluationRow,
  ExportFormat,
  LanguageRun,
  Listener,
  MetricRow,
  PerceptronRun,
  Request,
  Run,
  RunSamples,
} from '#shared/protocol/index.ts';
import type { MlpTrainingSettings } from '#shared/training/mlp/settings.ts';
import type { TrainingSettings } from '#shared/training/settings.ts';
import type { KernelSettings } from './kernel-settings.ts';

export type DoorName = 'desktop' | 'browser' | 'terminal' | 'test';

export interface EngineOptions {
  readonly door: DoorName;
  /** Holds the database, uploads, sessions and logs; created when missing. */
  readonly dataFolder: string;
  /** Where the compiled kernels (*.wasm) lie. */
  readonly kernelsFolder: string;
  /** How much of the machine they may use; left out: as the environment says, see kernel-settings.ts. */
  readonly kernels?: KernelSettings;
  /** The entry file of the training worker thread: `training-worker`. */
  readonly trainingWorkerFile: string;
  /** The entry file of the thread that reads texts (import, preview, baselines): `text-worker`. */
  readonly textWorkerFile: string;
  /** The program's version, recorded with every run. */
  readonly version: string;
  /** Where the browser door answers, without its secret; shown to whoever opens the same library a second time. */
  readonly address?: string;
}

export interface Engine {
  /** Validates, then answers; rejects with an UnfoldError. */
  readonly request: Request;
  /** As `request`, for messages that arrive unvalidated from another process. */
  requestUnchecked(name: string, args: unknown): Promise<unknown>;
  subscribe(listener: Listener): () => void;
  /**
   * Lets the protocol's client read one file: returns the id for a `{kind: 'file', id}` source. Only doors call it, for
   * files that the person chose. With `temporary` the file is deleted after its import and when the engine closes.
   */
  grantFile(path: string, options?: { readonly name?: string; readonly temporary?: boolean }): string;
  /** Writes checkpoints, ends the worker threads, closes the database. Runs in progress become `stopped`. */
  close(): Promise<void>;
}

export interface StartOptions {
  /** A metric row every so many steps; null or left out: by the clock. */
  readonly logEvery?: number | null;
  /** A safetensors file whose weights and vocabulary the run starts from; hidden, cell and vocabulary come from it. */
  readonly initialWeights?: string;
  readonly samples?: RunSamples;
}

export interface StartPerceptronOptions {
  /** A metric row every so many steps; null or left out: by the clock. */
  readonly logEvery?: number | null;
  /** A safetensors file whose weights the run starts from; layers, activations and cost come from it. */
  readonly initialWeights?: string;
  /** At most; null or left out: as fast as it can. */
  readonly stepsPerSecond?: number | null;
}

export interface ResumeOptions {
  /** Left out: as the run was started. */
  readonly logEvery?: number | null | undefined;
  /** As `runs.continue`: so many in all. */
  readonly epochs?: number | undefined;
  /** The schedule goes on from this rate. */
  readonly learningRate?: number | undefined;
}

/** Called with rows that are already stored, in order, each once. */
export interface RunFollower {
  metrics?(rows: readonly MetricRow[]): void;
  evaluations?(rows: readonly EvaluationRow[]): void;
  /** Status or progress changed. */
  changed?(run: Run): void;
}

/** What a door in the same process may do besides: paths may be named here, never over the protocol. */
export interface LocalEngine extends Engine {
  /** As `runs.start`. The run trains (or waits in the queue) when this returns. */
  startRun(corpus: number, name: string, settings: TrainingSettings, options?: StartOptions): Promise<LanguageRun>;
  /** As `perceptrons.start`. The run trains (or waits in the queue) when this returns. */
  startPerceptron(
    dataSet: number,
    name: string,
    settings: MlpTrainingSettings,
    options?: StartPerceptronOptions,
  ): Promise<PerceptronRun>;
  /** As `runs.resume` or, with `epochs`, as `runs.continue`. */
  resumeRun(run: number, options?: ResumeOptions): Promise<Run>;
  /** Reports new rows (all with `index` above `after`, 0: from the first) until the run no longer trains; then answers the run. */
  followRun(run: number, follower: RunFollower, after?: number): Promise<Run>;
  /** Asks the run, when it trains here, for a checkpoint and waits until it is stored. */
  checkpointRun(run: number): Promise<void>;
  /** Writes a file; an existing one is replaced. @throws UnfoldError `refused` when it cannot be written */
  exportRun(run: number, format: ExportFormat, path: string, weights?: 'best' | 'last'): Promise<void>;
  /** A safetensors file becomes a run without a text or data, ready to be asked. The name defaults to the file's. */
  importModel(path: string, name?: string): Promise<Run>;
}
