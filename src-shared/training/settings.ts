/** Every hyper-parameter of a run. Stored with the run; same settings, same text, same kernels: same bits. */
import * as v from 'valibot';
import { ARCHITECTURES, CELL_NAMES } from '../kernels/contract.ts';

const count = (low: number, high: number) => v.pipe(v.number(), v.integer(), v.minValue(low), v.maxValue(high));
const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));

export const SCHEDULES = ['constant', 'halve', 'linear', 'cosine'] as const;
/**
 * - `constant`: the same rate throughout.
 * - `halve`: halved after each epoch from the first one whose validation loss gains under 0.3 %; the run ends after
 *   two halvings without gain.
 * - `linear`, `cosine`: decays to zero over all the run's tokens.
 */
export type ScheduleName = (typeof SCHEDULES)[number];

/** Beyond some tens of words a window holds more than sentences do. */
export const LONGEST_CONTEXT = 64;

export const TrainingSettingsSchema = v.object({
  architecture: v.picklist(ARCHITECTURES),
  /** H */
  hidden: count(1, 4096),
  /** P, of a window model: numbers in a token's projection. */
  projection: count(1, 4096),
  /** c, of a window model: tokens that a prediction sees. */
  context: count(1, LONGEST_CONTEXT),
  cell: v.picklist(CELL_NAMES),
  /** K: the most frequent tokens, `<unk>`, `<s>` and `</s>` included. */
  vocabularySize: count(4, 10_000_000),
  /** Tokens seen fewer times in the training part become `<unk>`. */
  minimumCount: count(1, 1_000_000),
  epochs: count(1, 100_000),
  /** lambda in W -= lambda dE/dW, with E summed over the sequence. */
  learningRate: positive,
  schedule: v.picklist(SCHEDULES),
  /** Largest norm of the whole gradient; null: off. */
  clipNorm: v.nullable(positive),
  /** Largest size of each element of the gradient; null: off. */
  clipValue: v.nullable(positive),
  /** Steps an error is followed back; null: the whole sequence. A window model follows none. */
  truncate: v.nullable(count(1, 1_000_000)),
  order: v.picklist(['shuffled', 'sequential']),
  /**
   * Start each sequence from the last one's hidden state instead of zero (no gradient across); a window model: from the
   * last one's tokens instead of `<s>`.
   */
  carryState: v.boolean(),
  /** Fixed windows of this many tokens over the running text instead of sentences; null: sentences. */
  window: v.nullable(count(1, 100_000)),
  /** Seeds the initial weights and the order of the sequences. */
  seed: count(0, 0xffffffff),
  /** Validate every so many training tokens, besides after each epoch; null: only after each epoch. */
  validateEveryTokens: v.nullable(count(1, Number.MAX_SAFE_INTEGER)),
  checkpointSeconds: positive,
});
export type TrainingSettings = v.InferOutput<typeof TrainingSettingsSchema>;

/** Chosen by experiment on English words, English characters and Chinese: docs/experiments.md. */
export const DEFAULT_TRAINING_SETTINGS: TrainingSettings = {
  architecture: 'recurrent',
  hidden: 100,
  projection: 60,
  context: 4,
  cell: 'tanh',
  vocabularySize: 8000,
  minimumCount: 1,
  epochs: 20,
  learningRate: 0.1,
  schedule: 'halve',
  clipNorm: 5,
  clipValue: null,
  truncate: null,
  order: 'shuffled',
  carryState: false,
  window: null,
  seed: 1,
  validateEveryTokens: null,
  checkpointSeconds: 30,
};

const OF_ONE_ARCHITECTURE: { readonly [Key in keyof TrainingSettings]?: TrainingSettings['architecture'] } = {
  projection: 'window',
  context: 'window',
  truncate: 'recurrent',
};

/** Does the setting mean anything to a run of this architecture? */
export function applies(
  key: keyof TrainingSettings,
  { architecture }: Pick<TrainingSettings, 'architecture'>,
): boolean {
  const only = OF_ONE_ARCHITECTURE[key];
  return only === undefined || only === architecture;
}
