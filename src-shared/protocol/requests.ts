/**
 * Every request that may cross a process: its name, the schema of its parameters and the type of its result, once.
 * The bridges, the engine's dispatch and the renderer's client are derived from this map.
 */
import * as v from 'valibot';
import { TextSettingsSchema } from '../text/settings.ts';
import { TrainingSettingsSchema } from '../training/settings.ts';
import type {
  Baselines,
  Corpus,
  CorpusPreview,
  EngineInfo,
  EvaluationFigures,
  EvaluationRow,
  MetricRow,
  Run,
  Sample,
  TokenScore,
  VocabularyEntry,
} from './entities.ts';

const id = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const name = v.pipe(v.string(), v.trim(), v.minLength(1, 'A name needs at least one character.'), v.maxLength(200));
const importId = v.pipe(v.string(), v.maxLength(200));
const text = v.pipe(v.string(), v.maxLength(10_000_000, 'Pasted text may have 10 million characters; use a file.'));
const prompt = v.pipe(v.string(), v.maxLength(20_000));

/** Where text comes from. A `file` was granted by the door (a dropped or chosen file, an upload); paths never cross. */
export const SourceSchema = v.variant('kind', [
  v.object({ kind: v.literal('file'), id: v.string() }),
  v.object({ kind: v.literal('text'), text }),
]);
export type Source = v.InferOutput<typeof SourceSchema>;

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

const weights = v.picklist(['best', 'last']);

const schemas = {
  'engine.info': v.object({}),
  'corpora.list': v.object({}),
  'corpora.preview': v.object({
    sources,
    settings: TextSettingsSchema,
    vocabularySize: v.pipe(v.number(), v.integer(), v.minValue(4)),
    minimumCount: v.pipe(v.number(), v.integer(), v.minValue(1)),
  }),
  /** Progress arrives as `import-progress` events that carry `importId`, chosen by the caller. */
  'corpora.import': v.object({ importId, name, sources, settings: TextSettingsSchema }),
  'corpora.cancelImport': v.object({ importId }),
  'corpora.rename': v.object({ corpus: id, name }),
  /** Refused while runs exist that were trained on it. */
  'corpora.delete': v.object({ corpus: id }),
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
    name: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200)), ''),
    settings: TrainingSettingsSchema,
  }),
  'runs.pause': v.object({ run: id }),
  /** Continues a paused, stopped or interrupted run from its last checkpoint. */
  'runs.resume': v.object({ run: id }),
  'runs.stop': v.object({ run: id }),
  'runs.update': v.object({
    run: id,
    name: v.optional(name),
    notes: v.optional(v.pipe(v.string(), v.maxLength(100_000))),
    tags: v.optional(v.pipe(v.array(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60))), v.maxLength(100))),
  }),
  'runs.delete': v.object({ run: id }),
  'runs.metrics': v.object({ run: id, after: count }),
  'runs.evaluations': v.object({ run: id }),
  'runs.baselines': v.object({ run: id, split: v.picklist(['validation', 'test']) }),
  'runs.evaluateText': v.object({ run: id, weights, source: SourceSchema }),
  'sampling.generate': v.object({
    run: id,
    weights,
    prompt,
    settings: SamplingSchema,
    /** How many samples, with seeds seed, seed + 1, … */
    count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)),
  }),
  'sampling.next': v.object({
    run: id,
    weights,
    context: prompt,
    top: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)),
  }),
} as const;

interface Results {
  'engine.info': EngineInfo;
  'corpora.list': readonly Corpus[];
  'corpora.preview': CorpusPreview;
  'corpora.import': Corpus;
  'corpora.cancelImport': null;
  'corpora.rename': null;
  'corpora.delete': null;
  'corpora.vocabulary': { readonly total: number; readonly entries: readonly VocabularyEntry[] };
  'corpora.baselines': Baselines;
  'runs.list': readonly Run[];
  'runs.get': Run;
  'runs.start': Run;
  'runs.pause': null;
  'runs.resume': null;
  'runs.stop': null;
  'runs.update': null;
  'runs.delete': null;
  /** At most a few thousand rows at once, oldest first; ask again after the last index until none come. */
  'runs.metrics': readonly MetricRow[];
  'runs.evaluations': readonly EvaluationRow[];
  'runs.baselines': Baselines | null;
  'runs.evaluateText': EvaluationFigures & { readonly tokens: number; readonly unknown: number };
  'sampling.generate': readonly Sample[];
  'sampling.next': readonly TokenScore[];
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
