/** Networks to sample from and to evaluate: kernels of their own with a run's stored weights, a few kept for next time. */
import type { LanguageModelKernels } from '#shared/kernels/contract.ts';
import { SENTENCE_END, SENTENCE_START, UNK } from '#shared/text/settings.ts';
import { modelShape } from '#shared/training/model-shape.ts';
import { readWeights, weightsVersion } from '../store/checkpoints.ts';
import type { ReadableDatabase } from '../store/database.ts';
import type { StoredRun } from '../store/runs.ts';
import { createKernels, type KernelChoice } from './kernel-choice.ts';
import { runTokens } from './run-data.ts';

export interface LoadedModel {
  readonly kernels: LanguageModelKernels;
  /** Index: id. */
  readonly tokens: readonly string[];
  readonly ids: ReadonlyMap<string, number>;
  /** Step of the weights. */
  readonly step: number;
  readonly unknown: number;
  readonly sentenceStart: number;
  readonly sentenceEnd: number;
}

interface Entry {
  readonly version: string | null;
  readonly model: LoadedModel;
  /** Settles when whoever uses the kernels now is done: their state is one person's at a time. */
  free: Promise<unknown>;
}

const MOST_KEPT = 3;

export class LoadedModels {
  readonly #database: ReadableDatabase;
  readonly #choice: KernelChoice;
  /** By run and weights; the one used last comes last. */
  readonly #entries = new Map<string, Entry>();

  constructor(database: ReadableDatabase, choice: KernelChoice) {
    this.#database = database;
    this.#choice = choice;
  }

  /** Alone with the model until `work` settles. @throws UnfoldError when the run has no usable weights */
  async use<T>(run: StoredRun, weights: 'best' | 'last', work: (model: LoadedModel) => Promise<T>): Promise<T> {
    const entry = this.#entry(run, weights);
    const turn = entry.free.then(() => work(entry.model));
    entry.free = turn.catch(() => undefined);
    return await turn;
  }

  forget(run: number): void {
    for (const weights of ['best', 'last']) this.#entries.delete(`${run} ${weights}`);
  }

  #entry(run: StoredRun, weights: 'best' | 'last'): Entry {
    const key = `${run.id} ${weights}`;
    const version = weightsVersion(this.#database, run.id, weights);
    const kept = this.#entries.get(key);
    this.#entries.delete(key);
    const entry =
      kept?.version === version ? kept : { version, model: this.#load(run, weights), free: Promise.resolve() };
    this.#entries.set(key, entry);
    for (const oldest of this.#entries.keys()) if (this.#entries.size > MOST_KEPT) this.#entries.delete(oldest);
    return entry;
  }

  #load(run: StoredRun, weights: 'best' | 'last'): LoadedModel {
    const { parameters, step } = readWeights(this.#database, run.id, weights);
    const kernels = createKernels(this.#choice, modelShape(run.settings, run.vocabulary));
    kernels.writeParameters(parameters);
    const tokens = runTokens(this.#database, run);
    const ids = new Map(tokens.map((token, id) => [token, id]));
    // A run's own vocabulary begins with the special tokens as a corpus's does.
    return { kernels, tokens, ids, step, unknown: UNK, sentenceStart: SENTENCE_START, sentenceEnd: SENTENCE_END };
  }
}
