/**
 * Every request that may cross a process: its name, the schema of its parameters and the type of its result, once.
 * The bridges, the engine's dispatch and the renderer's client are derived from this map.
 */
import * as v from 'valibot';
import { TextSettingsSchema } from '../text/settings.ts';
import { TrainingSettingsSchema } from '../training/settings.ts';
import { type DataResults, dataSchemas } from './data-requests.ts';
import type {
  Baselines,
  Corpus,
  CorpusPreview,
  CorpusStatistics,
  EngineInfo,
  EvaluationFigures,
  EvaluationRow,
  LanguageRun,
  MetricRow,
  Run,
  RunEstimate,
  RunEvent,
  Sample,
  ScoredText,
  StoredSample,
  TokenScore,
  VocabularyEntry,
} from './entities.ts';
import { count, entryChanges, id, importId, name, runName, weights } from './fields.ts';
import { SourceSchema } from './source.ts';

const prompt = v.pipe(v.string(), v.maxLength(20_000));

const sourceWithRole = v.object({
  source: SourceSchema,
  /** `split`: divided by the settings' shares; otherwise the whole source is that part. */
  role: v.picklist(['split', 'train', 'validation', 'test']),
});
const sources = v.pipe(v.array(sourceWithRole), v.minLength(1, 'Choose at least one text.'), v.maxLength(1000));

export const SamplingSchema = v.object({
  /** 0: always the most probable token. */
  temperature: v.pipe(v.number(), v.minValue(0), v.maxValue(100)),
  /** Only the k most probable; null: all. */
  topK: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1))),
  /** Only the most probable that together reach p; null: all. */
  topP: v.nullable(v.pipe(v.number(), v.gtValue(0), v.maxValue(1))),
  seed: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffffffff)),
  /** Most tokens to write after the prompt. */
  length: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000)),
});
export type SamplingSettings = v.InferOutput<typeof SamplingSchema>;
export const DEFAULT_SAMPLING: SamplingSettings = { temperature: 0.8, topK: null, topP: null, seed: 42, length: 60 };

/** What a run writes after each evaluation, always from the same prompt and seed, so that one can see it improve. */
export const RunSamplesSchema = v.object({
  prompt: v.pipe(v.string(), v.maxLength(2000)),
  // Short: the run waits meanwhile.
  settings: v.object({ ...SamplingSchema.entries, length: v.pipe(SamplingSchema.entries.length, v.maxValue(1000)) }),
});
export type RunSamples = v.InferOutput<typeof RunSamplesSchema>;
export const DEFAULT_RUN_SAMPLES: RunSamples = { prompt: '', settings: { ...DEFAULT_SAMPLING, length: 40 } };

const LibraryItemSchema = v.object({ kind: v.picklist(['corpus', 'dataset', 'run']), id });
export type LibraryItem = v.InferOutput<typeof LibraryItemSchema>;
const items = v.pipe(v.array(LibraryItemSchema), v.minLength(1), v.maxLength(10_000));

const schemas = {
  'engine.info': v.object({}),
  'corpora.list': v.object({}),
  'corpora.preview': v.object({
    sources,
    settings: TextSettingsSchema,
    /** Seed of a drawing of sentences from what is read; null: its first ones. */
    draw: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffffffff))), null),
  }),
  /** Progress arrives as `import-progress` events that carry `importId`, chosen by the caller. */
  'corpora.import': v.object({ importId, name, sources, settings: TextSettingsSchema }),
  'corpora.cancelImport': v.object({ importId }),
  'corpora.update': v.object({
    corpus: id,
    ...entryChanges,
  }),
  'corpora.statistics': v.object({ corpus: id }),
  'corpora.vocabulary': v.object({
    corpus: id,
    offset: count,
    limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)),
    search: v.optional(v.pipe(v.string(), v.maxLength(200)), ''),
  }),
  'corpora.baselines': v.object({
    corpus: id,
    vocabularySize: v.pipe(v.number(), v.integer(), v.minValue(4)),
    minimumCount: v.pipe(v.number(), v.integer(), v.minValue(1)),
    split: v.picklist(['validation', 'test']),
  }),
  'runs.list': v.object({}),
  'runs.get': v.object({ run: id }),
  'runs.start': v.object({
    corpus: id,
    name: runName,
    settings: TrainingSettingsSchema,
    samples: v.optional(RunSamplesSchema, DEFAULT_RUN_SAMPLES),
  }),
  'runs.pause': v.object({ run: id }),
  /** Continues a paused, stopped or interrupted run from its last checkpoint. */
  'runs.resume': v.object({ run: id }),
  'runs.stop': v.object({ run: id }),
  'runs.update': v.object({
    run: id,
    ...entryChanges,
  }),
  /** More epochs for a run that is not training: goes on from its last checkpoint until it has had `epochs` in all. */
  'runs.continue': v.object({ run: id, epochs: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000)) }),
  /** From the next step on, and recorded; of a run that trains or is paused. The schedule goes on from this rate. */
  'runs.setLearningRate': v.object({ run: id, learningRate: v.pipe(v.number(), v.finite(), v.gtValue(0)) }),
  /** What a run of these settings would cost on this machine: trains a fraction of a second to find out. */
  'runs.estimate': v.object({ corpus: id, settings: TrainingSettingsSchema }),
  /**
   * Rows above index `after`. With `bucket` = n every n rows (1 to n, n + 1 to 2n, …) come as one; the last one may
   * still be growing. A power of two, so that what is drawn from stays the same as a run grows.
   */
  'runs.metrics': v.object({
    run: id,
    after: count,
    bucket: v.optional(
      v.pipe(
        v.number(),
        v.safeInteger(),
        v.minValue(1),
        v.maxValue(2 ** 40),
        v.check((n) => Number.isInteger(Math.log2(n)), 'A power of two.'),
      ),
      1,
    ),
  }),
  'runs.evaluations': v.object({ run: id }),
  'runs.events': v.object({ run: id }),
  /** Newest last: what it wrote while it trained, and what was asked of it. */
  'runs.samples': v.object({ run: id }),
  'runs.baselines': v.object({ run: id, split: v.picklist(['validation', 'test']) }),
  'runs.evaluateText': v.object({ run: id, weights, source: SourceSchema }),
  'sampling.generate': v.object({
    run: id,
    weights,
    prompt,
    settings: SamplingSchema,
    /** How many samples, with seeds seed, seed + 1, … */
    count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)),
    /** Chosen by the caller: `sample-progress` events with it tell what is written as it is written. */
    stream: v.optional(importId),
  }),
  /** Ends a `sampling.generate`; what was written until then is its answer. */
  'sampling.cancel': v.object({ stream: importId }),
  /** Reads at most the first 20,000 tokens of a text and tells how well the model expected each. */
  'sampling.score': v.object({
    run: id,
    weights,
    source: SourceSchema,
    /** For each token, so many that the model would rather have written. */
    alternatives: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(20)),
  }),
  'sampling.next': v.object({
    run: id,
    weights,
    context: prompt,
    top: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)),
  }),
  /** Out of the library into its trash: a text or a data set with all its runs. What trains is stopped with a checkpoint. */
  'library.trash': v.object({ items }),
  /** Back into the library: a text with the runs that went with it, a run with its text. */
  'library.restore': v.object({ items }),
  /** What lies in the trash, for ever; without `items` all of it. */
  'library.emptyTrash': v.object({ items: v.optional(items) }),
  ...dataSchemas,
} as const;

interface Results extends DataResults {
  'engine.info': EngineInfo;
  'corpora.list': readonly Corpus[];
  'corpora.preview': CorpusPreview;
  'corpora.import': Corpus;
  'corpora.cancelImport': null;
  'corpora.update': null;
  'corpora.statistics': CorpusStatistics;
  'corpora.vocabulary': { readonly total: number; readonly entries: readonly VocabularyEntry[] };
  'corpora.baselines': Baselines;
  'runs.list': readonly Run[];
  'runs.get': Run;
  'runs.start': LanguageRun;
  'runs.pause': null;
  'runs.resume': null;
  'runs.stop': null;
  'runs.update': null;
  'runs.continue': null;
  'runs.setLearningRate': null;
  'runs.estimate': RunEstimate;
  /** At most a few thousand rows at once, oldest first; ask again after the last index until none come. */
  'runs.metrics': readonly MetricRow[];
  'runs.evaluations': readonly EvaluationRow[];
  'runs.events': readonly RunEvent[];
  'runs.samples': readonly StoredSample[];
  'runs.baselines': Baselines | null;
  'runs.evaluateText': EvaluationFigures & { readonly tokens: number; readonly unknown: number };
  'sampling.generate': readonly Sample[];
  'sampling.next': readonly TokenScore[];
  'sampling.cancel': null;
  'sampling.score': ScoredText;
  'library.trash': null;
  'library.restore': null;
  'library.emptyTrash': null;
}

export type RequestName = keyof typeof schemas;
export const REQUEST_NAMES = Object.keys(schemas) as readonly RequestName[];
export const requestSchemas: { readonly [N in RequestName]: (typeof schemas)[N] } = schemas;
/** What the receiver works with, after validation. */
export type Parameters<N extends RequestName> = v.InferOutput<(typeof schemas)[N]>;
/** What a caller may send: fields with a default can be left out. */
export type Arguments<N extends RequestName> = v.InferInput<(typeof schemas)[N]>;
export type Result<N extends RequestName> = Results[N];

/** Implemented by the engine, by the renderer's client and by every bridge between them. */
export type Request = <N extends RequestName>(name: N, args: Arguments<N>) => Promise<Result<N>>;
