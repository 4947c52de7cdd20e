/** What each compared run writes from the same prompt and seed, with the best weights that it has. */
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import { defaultWeights, type LanguageRun, type StoredSample } from '#shared/protocol/index.ts';
import type { Connection } from '../../connection/connection.ts';
import { keptSample, samplingSettings, type SharedSampling, weightsStep } from './shared-sampling.ts';

export type ComparedSample =
  | { readonly status: 'none' | 'writing' }
  | {
      readonly status: 'written';
      readonly sample: StoredSample;
      /** The run has other weights by now. */
      readonly outdated: boolean;
    }
  | { readonly status: 'failed'; readonly error: unknown };

export class ComparedSamples {
  private readonly connection: Connection;
  /** By run: what is in the library of it. */
  private readonly stored = new SvelteMap<number, readonly StoredSample[]>();
  private readonly read = new SvelteSet<number>();
  private readonly waiting = new SvelteSet<number>();
  private readonly failures = new SvelteMap<number, { readonly sampling: SharedSampling; readonly error: unknown }>();
  /** What is being written now. */
  private order = $state.raw<SharedSampling | null>(null);

  constructor(connection: Connection) {
    this.connection = connection;
  }

  /** What a run wrote in just this way: now or at any time before. */
  of(run: LanguageRun, sampling: SharedSampling): ComparedSample {
    if (this.order === sampling && this.waiting.has(run.id)) return { status: 'writing' };
    const failure = this.failures.get(run.id);
    if (failure?.sampling === sampling) return { status: 'failed', error: failure.error };
    const sample = keptSample(this.stored.get(run.id) ?? [], sampling, defaultWeights(run));
    return sample ? { status: 'written', sample, outdated: sample.step !== weightsStep(run) } : { status: 'none' };
  }

  isWriting(sampling: SharedSampling): boolean {
    return this.order === sampling;
  }

  /** Reads what is in the library of those runs that are new among them. */
  async follow(runs: readonly LanguageRun[]): Promise<void> {
    await Promise.all(runs.filter(({ id }) => !this.read.has(id)).map(({ id }) => this.readStored(id)));
  }

  private async readStored(run: number): Promise<void> {
    this.read.add(run);
    try {
      this.stored.set(run, await this.connection.request('runs.samples', { run }));
    } catch (error) {
      this.read.delete(run);
      throw error;
    }
  }

  /** One run after another: each has the machine for itself. Writing in another way ends it after the run it is at. */
  async write(runs: readonly LanguageRun[], sampling: SharedSampling): Promise<void> {
    this.order = sampling;
    this.failures.clear();
    this.waiting.clear();
    for (const { id } of runs) this.waiting.add(id);
    const { prompt } = sampling;
    for (const run of runs) {
      const settings = samplingSettings(sampling);
      const args = { run: run.id, weights: defaultWeights(run), prompt, settings, count: 1 };
      try {
        await this.connection.request('sampling.generate', args);
        await this.readStored(run.id);
      } catch (error) {
        this.failures.set(run.id, { sampling, error });
      }
      if (this.order !== sampling) return;
      this.waiting.delete(run.id);
    }
    this.order = null;
  }

  close(): void {
    this.order = null;
  }
}
