/** Samples that were drawn from runs. */
import type { Sample, SamplingSettings } from '#shared/protocol/index.ts';
import type { WritableDatabase } from './database.ts';

export interface SampleOrigin {
  /** Step of the weights. */
  readonly step: number;
  readonly weights: string;
  readonly prompt: string;
  readonly settings: SamplingSettings;
}

export function insertSample(database: WritableDatabase, run: number, sample: Sample, origin: SampleOrigin): void {
  database.run(
    `INSERT INTO samples (run, created_at, step, weights, prompt, settings, seed, text, tokens)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    run,
    Date.now(),
    origin.step,
    origin.weights,
    origin.prompt,
    JSON.stringify(origin.settings),
    sample.seed,
    sample.text,
    JSON.stringify(sample.tokens),
  );
}
