/** Samples while they are written, and what the run wrote before. */
import type { EventMessage, LanguageRun, SamplingSettings, StoredSample } from '#shared/protocol/index.ts';
import type { TokenRule } from '#shared/text/settings.ts';
import type { Connection } from '../../connection/connection.ts';
import { continuation, textAfter } from './continuation.ts';
import { earlierSamples } from './earlier.ts';
import type { Weights } from './sample-draft.svelte.ts';

export interface WritingOrder {
  readonly prompt: string;
  readonly weights: Weights;
  readonly settings: SamplingSettings;
  readonly count: number;
}

export interface WrittenSample {
  readonly seed: number;
  /** What the network wrote after the prompt. */
  readonly rest: string;
  readonly tokens: number;
  /** Prompt and rest as the engine put them together; empty while it is being written. */
  readonly text: string;
}

let streams = 0;

export class Writing {
  order = $state.raw<WritingOrder | null>(null);
  /** In the order of their seeds; while writing, those that have begun. */
  samples = $state.raw<readonly WrittenSample[]>([]);
  busy = $state(false);
  stopping = $state(false);
  private stored = $state.raw<readonly StoredSample[]>([]);
  readonly earlier = $derived(earlierSamples(this.stored, this.samples));

  private readonly connection: Connection;
  private readonly run: number;
  private stream = '';

  constructor(connection: Connection, run: LanguageRun) {
    this.connection = connection;
    this.run = run.id;
  }

  /** Rejects when it cannot be written; what was in sight stays. */
  async write(order: WritingOrder, rule: TokenRule): Promise<void> {
    if (this.busy) return;
    const { prompt, weights, settings, count } = order;
    const stream = (this.stream = `writing ${++streams} ${Math.random()}`);
    const before = { order: this.order, samples: this.samples };
    const end = this.connection.subscribe((message) => this.hear(message, prompt, settings.seed));
    this.busy = true;
    this.order = order;
    this.samples = [];
    try {
      const run = this.run;
      const args = { run, weights, prompt, settings, count, stream };
      const written = await this.connection.request('sampling.generate', args);
      this.samples = written.map((sample) => ({
        seed: sample.seed,
        rest: continuation(prompt, sample, rule),
        tokens: sample.tokens.length,
        text: sample.text,
      }));
    } catch (error) {
      Object.assign(this, before);
      throw error;
    } finally {
      end();
      this.busy = false;
      this.stopping = false;
    }
    await this.loadEarlier();
  }

  async stop(): Promise<void> {
    if (!this.busy) return;
    this.stopping = true;
    await this.connection.request('sampling.cancel', { stream: this.stream });
  }

  async loadEarlier(): Promise<void> {
    this.stored = await this.connection.request('runs.samples', { run: this.run });
  }

  private hear(message: EventMessage, prompt: string, firstSeed: number): void {
    if (message.event !== 'sample-progress' || message.payload.stream !== this.stream) return;
    const { sample, text, tokens } = message.payload;
    const rest = textAfter(prompt, text) ?? text;
    // a sample that ended at once told of no progress
    const samples = Array.from({ length: sample + 1 }, (_, i) => {
      const seed = (firstSeed + i) % 2 ** 32;
      if (i === sample) return { seed, rest, tokens, text: '' };
      return this.samples[i] ?? { seed, rest: '', tokens: 0, text: '' };
    });
    this.samples = samples;
  }
}
