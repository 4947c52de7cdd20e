/** Networks with a run's stored weights, in kernels of their own, to ask and to evaluate; a few kept for next time. */
import type { StoredRun } from '../store/run-rows.ts';
import { readWeights, type StoredWeights, weightsVersion } from '../store/checkpoints.ts';
import type { ReadableDatabase } from '../store/database.ts';

interface Entry<Model> {
  readonly version: string | null;
  readonly model: Model;
  /** Settles when whoever uses the kernels now is done: their state is one person's at a time. */
  free: Promise<unknown>;
}

const MOST_KEPT = 3;

export class LoadedModels<Run extends StoredRun, Model> {
  readonly #database: ReadableDatabase;
  readonly #load: (run: Run, stored: StoredWeights) => Model;
  /** By run and weights; the one used last comes last. */
  readonly #entries = new Map<string, Entry<Model>>();

  /** @param load makes the network of a run and the weights that it has */
  constructor(database: ReadableDatabase, load: (run: Run, stored: StoredWeights) => Model) {
    this.#database = database;
    this.#load = load;
  }

  /** Alone with the model until `work` settles. @throws UnfoldError when the run has no usable weights */
  async use<T>(run: Run, weights: 'best' | 'last', work: (model: Model) => Promise<T>): Promise<T> {
    const entry = this.#entry(run, weights);
    const turn = entry.free.then(() => work(entry.model));
    entry.free = turn.catch(() => undefined);
    return await turn;
  }

  forget(run: number): void {
    for (const weights of ['best', 'last']) this.#entries.delete(`${run} ${weights}`);
  }

  #entry(run: Run, weights: 'best' | 'last'): Entry<Model> {
    const key = `${run.id} ${weights}`;
    const version = weightsVersion(this.#database, run.id, weights);
    const kept = this.#entries.get(key);
    this.#entries.delete(key);
    const load = (): Model => this.#load(run, readWeights(this.#database, run.id, weights));
    const entry = kept?.version === version ? kept : { version, model: load(), free: Promise.resolve() };
    this.#entries.set(key, entry);
    for (const oldest of this.#entries.keys()) if (this.#entries.size > MOST_KEPT) this.#entries.delete(oldest);
    return entry;
  }
}
