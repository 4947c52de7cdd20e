/** What each compared run writes from the same prompt and seed, with the best weights that it has. */
import { SvelteMap } from 'svelte/reactivity';
import { defaultWeights, type Run } from '#shared/protocol/index.ts';
import type { Connection } from '../../connection/connection.ts';
import { keptSample, samplingSettings, type SharedSampling } from './shared-sampling.ts';

export type ComparedSample =
  | { readonly status: 'none' | 'writing' }
  | { readonly status: 'written'; readonly text: string; readonly unknown: readonly string[] }
  | { readonly status: 'failed'; readonly error: unknown };

const NONE: ComparedSample = { status: 'none' };

export class ComparedSamples {
  private readonly connection: Connection;
  private readonly samples = new SvelteMap<number, ComparedSample>();
  busy = $state(false);
  private asked = 0;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  of(run: number): ComparedSample {
    return this.samples.get(run) ?? NONE;
  }

  /** Shows what was written in just this way before. */
  async recall(runs: readonly Run[], sampling: SharedSampling): Promise<void> {
    const question = ++this.asked;
    this.samples.clear();
    await Promise.all(
      runs.map(async (run) => {
        const stored = await this.connection.request('runs.samples', { run: run.id });
        const weights = defaultWeights(run);
        const step = weights === 'best' ? run.best?.step : run.progress.step;
        const kept = keptSample(stored, sampling, weights, step ?? 0);
        if (kept && question === this.asked) this.samples.set(run.id, { status: 'written', ...kept });
      }),
    );
  }

  /** One run after another: each has the machine for itself. */
  async write(runs: readonly Run[], sampling: SharedSampling): Promise<void> {
    const question = ++this.asked;
    const { prompt } = sampling;
    this.busy = true;
    this.samples.clear();
    for (const { id } of runs) this.samples.set(id, { status: 'writing' });
    for (const run of runs) {
      const args = {
        run: run.id,
        weights: defaultWeights(run),
        prompt,
        settings: samplingSettings(sampling),
        count: 1,
      };
      try {
        const [sample] = await this.connection.request('sampling.generate', args);
        if (question !== this.asked) return;
        if (sample) this.samples.set(run.id, { status: 'written', ...sample });
      } catch (error) {
        if (question !== this.asked) return;
        this.samples.set(run.id, { status: 'failed', error });
      }
    }
    this.busy = false;
  }

  close(): void {
    this.asked++;
  }
}
