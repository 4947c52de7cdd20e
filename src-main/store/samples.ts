/** Samples that were drawn from runs: asked for by a person, or written by the run itself after an evaluation. */
import type { EvaluationFigures, Sample, SamplingSettings, StoredSample } from '#shared/protocol/index.ts';
import type { ReadableDatabase, WritableDatabase } from './database.ts';

/** Most samples answered at once. */
export const SAMPLES_PAGE = 2000;

export interface SampleOrigin {
  /** Of the weights. */
  readonly step: number;
  readonly epoch: number;
  readonly weights: 'best' | 'last';
  readonly prompt: string;
  readonly settings: SamplingSettings;
  /**
   * Position, from 1, of the evaluation after which the run wrote it by itself; 0: it validates nothing, and wrote it at
   * an epoch's end; null: somebody asked for it.
   */
  readonly evaluation: number | null;
}

interface SampleRow {
  readonly id: number;
  readonly createdAt: number;
  readonly step: number;
  readonly epoch: number;
  readonly weights: 'best' | 'last';
  readonly prompt: string;
  readonly settings: string;
  readonly seed: number;
  readonly text: string;
  readonly tokens: string;
  readonly unknown: string;
  readonly loss: number | null;
  readonly perplexity: number | null;
  readonly bitsPerCharacter: number | null;
}

export function insertSample(database: WritableDatabase, run: number, sample: Sample, origin: SampleOrigin): void {
  database.run(
    `INSERT INTO samples (run, created_at, step, epoch, weights, prompt, settings, evaluation, seed, text, tokens, unknown)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    run,
    Date.now(),
    origin.step,
    origin.epoch,
    origin.weights,
    origin.prompt,
    JSON.stringify(origin.settings),
    origin.evaluation,
    sample.seed,
    sample.text,
    JSON.stringify(sample.tokens),
    JSON.stringify(sample.unknown),
  );
}

/** Of a run that goes back to where it had so many evaluations and steps: it will write the later ones again. */
export function deleteSamplesAfter(database: WritableDatabase, run: number, evaluations: number, step: number): void {
  database.run(
    'DELETE FROM samples WHERE run = ? AND (evaluation > ? OR (evaluation = 0 AND step > ?))',
    run,
    evaluations,
    step,
  );
}

/** Newest last; of very many the newest SAMPLES_PAGE. */
export const listSamples = (database: ReadableDatabase, run: number): StoredSample[] =>
  database
    .all<SampleRow>(
      `SELECT samples.id, created_at AS createdAt, samples.step, samples.epoch, weights, prompt, settings, seed, text,
         samples.tokens, unknown, loss, perplexity, bits_per_character AS bitsPerCharacter
       FROM samples LEFT JOIN evaluations ON evaluations.run = samples.run AND position = evaluation
       WHERE samples.run = ? ORDER BY samples.id DESC LIMIT ${SAMPLES_PAGE}`,
      run,
    )
    .reverse()
    .map(toSample);

/** Finished epochs when a run had made so many steps, as far as its rows tell. */
export const epochAtStep = (database: ReadableDatabase, run: number, step: number): number =>
  database.get<{ epoch: number | null }>(
    `SELECT MAX(epoch) AS epoch FROM (
       SELECT epoch FROM evaluations WHERE run = ? AND step <= ?
       UNION ALL
       SELECT * FROM (SELECT epoch FROM metrics WHERE run = ? AND step <= ? ORDER BY position DESC LIMIT 1)
     )`,
    run,
    step,
    run,
    step,
  )?.epoch ?? 0;

const toSample = ({ loss, perplexity, bitsPerCharacter, ...row }: SampleRow): StoredSample => ({
  ...row,
  settings: JSON.parse(row.settings) as SamplingSettings,
  tokens: JSON.parse(row.tokens) as string[],
  unknown: JSON.parse(row.unknown) as string[],
  evaluation: figures(loss, perplexity, bitsPerCharacter),
});

const figures = (
  loss: number | null,
  perplexity: number | null,
  bitsPerCharacter: number | null,
): EvaluationFigures | null =>
  loss === null || perplexity === null || bitsPerCharacter === null ? null : { loss, perplexity, bitsPerCharacter };
