/** What Electron's main process and the engine's utility process say to each other. The page's requests go past both. */
import type { ErrorPayload, ExportFormat, Run, RunEnd, Source, TrainingShare } from '#shared/protocol/index.ts';
import type { EngineOptions } from './contract.ts';

/** What main asks of the engine for a page, where paths are in play: they never come from the page itself. */
export type Task =
  | { readonly do: 'grant-file'; readonly path: string; readonly name: string }
  | { readonly do: 'find-run'; readonly run: number }
  | {
      readonly do: 'export-run';
      readonly run: number;
      readonly format: ExportFormat;
      readonly weights: 'best' | 'last';
      readonly path: string;
    }
  | { readonly do: 'import-model'; readonly path: string; readonly name: string };

interface TaskResults {
  'grant-file': Source;
  'find-run': Run;
  'export-run': null;
  'import-model': Run;
}
export type TaskResult<T extends Task> = TaskResults[T['do']];

export type ToEngine =
  | { readonly kind: 'open'; readonly options: EngineOptions }
  /** Comes with a port: one page's end of the protocol. */
  | { readonly kind: 'connect' }
  | { readonly kind: 'task'; readonly id: number; readonly task: Task }
  | { readonly kind: 'close' };

export type FromEngine =
  /** `others` says where else this library is open, as a sentence. */
  | { readonly kind: 'opened'; readonly others: string | null }
  /** The store cannot be opened; a restart would not help. */
  | { readonly kind: 'failed'; readonly error: ErrorPayload }
  | { readonly kind: 'done'; readonly id: number; readonly result: TaskResult<Task> }
  | { readonly kind: 'refused'; readonly id: number; readonly error: ErrorPayload }
  /** How far training is; null: nothing trains. */
  | { readonly kind: 'training'; readonly share: TrainingShare | null }
  | { readonly kind: 'ended'; readonly end: RunEnd }
  | { readonly kind: 'closed' };
