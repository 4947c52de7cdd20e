/** Entities to show, each with what a test wants different. */
import type {
  Corpus,
  CorpusPreview,
  CorpusStatistics,
  LanguageEvaluationRow,
  LanguageRun,
  MetricRow,
  StoredSample,
} from '#shared/protocol/entities.ts';
import { DEFAULT_RUN_SAMPLES } from '#shared/protocol/requests.ts';
import { DEFAULT_TEXT_SETTINGS } from '#shared/text/settings.ts';
import { DEFAULT_TRAINING_SETTINGS } from '#shared/training/settings.ts';

export const corpus = (over: Partial<Corpus> = {}): Corpus => ({
  id: 1,
  name: 'Middlemarch',
  origin: 'middlemarch.txt',
  createdAt: Date.UTC(2026, 0, 2),
  bytes: 1_790_000,
  contentHash: '00',
  settings: DEFAULT_TEXT_SETTINGS,
  encoding: 'utf-8',
  sentenceRule: 'segment',
  counts: {
    train: { sentences: 9000, tokens: 90_000, characters: 450_000 },
    validation: { sentences: 500, tokens: 5000, characters: 25_000 },
    test: { sentences: 500, tokens: 5000, characters: 25_000 },
  },
  types: 16_204,
  warnings: [],
  notes: '',
  tags: [],
  archived: false,
  trashedAt: null,
  floor: null,
  ...over,
});

export const run = (over: Partial<LanguageRun> = {}): LanguageRun => ({
  family: 'language',
  id: 7,
  name: 'recommended',
  notes: '',
  tags: [],
  archived: false,
  trashedAt: null,
  samples: DEFAULT_RUN_SAMPLES,
  status: 'running',
  message: '',
  corpusId: 1,
  createdAt: Date.UTC(2026, 0, 2),
  settings: DEFAULT_TRAINING_SETTINGS,
  vocabulary: 8000,
  parameters: 1_610_000,
  trainTokens: 99_000,
  kernels: 'simd128',
  programVersion: '0.0.0',
  progress: {
    epoch: 2,
    step: 300,
    tokens: 198_000,
    seconds: 60,
    secondsLeft: 540,
    checkpointAt: Date.UTC(2026, 0, 2),
    lastMetric: 3,
  },
  best: { loss: 5.03, perplexity: 153, bitsPerCharacter: 1.56, epoch: 2, step: 200 },
  sparkline: [9, 7, 6, 5.5, 5],
  ...over,
});

export const metric = (index: number, over: Partial<MetricRow> = {}): MetricRow => ({
  index,
  rows: 1,
  lossLow: over.loss ?? 4 + 5 / index,
  lossHigh: over.loss ?? 4 + 5 / index,
  epoch: 0,
  step: index * 10,
  tokens: index * 1000,
  seconds: index,
  loss: 4 + 5 / index,
  learningRate: 0.1,
  tokensPerSecond: 20_000,
  normIn: 1,
  normRec: 2,
  normOut: 3,
  ...over,
});

export const evaluation = (epoch: number, over: Partial<LanguageEvaluationRow> = {}): LanguageEvaluationRow => ({
  family: 'language',
  epoch,
  step: epoch * 100,
  tokens: epoch * 99_000,
  seconds: epoch * 30,
  split: 'validation',
  loss: 5.5 - 0.1 * epoch,
  perplexity: Math.exp(5.5 - 0.1 * epoch),
  bitsPerCharacter: 1.6,
  best: true,
  ...over,
});

/** Written by the run itself. */
export const storedSample = (id: number, over: Partial<StoredSample> = {}): StoredSample => ({
  id,
  createdAt: Date.UTC(2026, 0, 2),
  text: 'She had been there.',
  tokens: ['She', 'had', 'been', 'there', '.'],
  seed: 42,
  unknown: [],
  step: id * 100,
  epoch: id,
  weights: 'last',
  prompt: DEFAULT_RUN_SAMPLES.prompt,
  settings: DEFAULT_RUN_SAMPLES.settings,
  evaluation: { loss: 5, perplexity: Math.exp(5), bitsPerCharacter: 1.6 },
  ...over,
});

export const statistics = (over: Partial<CorpusStatistics> = {}): CorpusStatistics => ({
  rankFrequency: [
    { rank: 1, count: 17_102 },
    { rank: 8000, count: 4 },
    { rank: 16_201, count: 1 },
  ],
  coverage: [
    { k: 4, share: 0.05 },
    { k: 1000, share: 0.8 },
    { k: 16_204, share: 1 },
  ],
  lengths: [
    { from: 1, to: 20, sentences: 7000 },
    { from: 21, to: 40, sentences: 6000 },
    { from: 41, to: 120, sentences: 1612 },
  ],
  meanLength: 25.5,
  medianLength: 22,
  longest: 120,
  seenOnce: 6118,
  ...over,
});

/** 16,204 types, of which the first is seen most: `Miss`, `Brooke`, then w5, w6 …; `hedgerow` is the last. */
const tokens = ['<unk>', '<s>', '</s>', 'Miss', 'Brooke', ...Array.from({ length: 16_199 }, (_, i) => `w${i + 5}`)];
tokens[16_203] = 'hedgerow';

export const preview = (over: Partial<CorpusPreview> = {}): CorpusPreview => ({
  encoding: 'gb18030',
  sentenceRule: 'segment',
  bytes: 1000,
  bytesRead: 1000,
  sources: [{ encoding: 'gb18030', invalidSequences: 0, beginning: 'Miss Brooke, hedgerow', more: false }],
  sentences: [{ number: 1, ids: [3, 4, 16_203] }],
  counts: { sentences: 14_612, tokens: 371_904, characters: 1_786_210 },
  vocabulary: { tokens, counts: tokens.map((_, id) => (id < 3 ? 0 : id < 5 ? 100 : id < 8000 ? 10 : 1)) },
  statistics: statistics(),
  warnings: ['A warning for a person.'],
  ...over,
});
