/** Small rows to store. */
import { DEFAULT_RUN_SAMPLES } from '../../src-shared/protocol/index.ts';
import { DEFAULT_TEXT_SETTINGS, SPECIAL_TOKENS } from '../../src-shared/text/settings.ts';
import type { TrainerPlace } from '../../src-shared/training/checkpoint.ts';
import { DEFAULT_MLP_SETTINGS } from '../../src-shared/training/mlp/settings.ts';
import { DEFAULT_TRAINING_SETTINGS } from '../../src-shared/training/settings.ts';
import type { NewCheckpoint } from '../../src-main/store/checkpoints.ts';
import { insertCorpus, type NewCorpus, type StoredCorpus } from '../../src-main/store/corpora.ts';
import type { WritableDatabase } from '../../src-main/store/database.ts';
import type { NewMetricRow } from '../../src-main/store/metrics.ts';
import { insertRun, type NewLanguageRun, type NewPerceptronRun } from '../../src-main/store/runs.ts';

export const newCorpus = (changes: Partial<NewCorpus> = {}): NewCorpus => ({
  name: 'Tale',
  origin: 'tale.txt',
  bytes: 40,
  contentHash: 'ab'.repeat(32),
  identity: 'one',
  settings: DEFAULT_TEXT_SETTINGS,
  encoding: 'utf-8',
  sentenceRule: 'line',
  counts: {
    train: { sentences: 2, tokens: 4, characters: 20 },
    validation: { sentences: 1, tokens: 1, characters: 6 },
    test: { sentences: 0, tokens: 0, characters: 0 },
  },
  longestSentence: 2,
  warnings: ['The text is short.'],
  floor: null,
  statistics: {
    rankFrequency: [{ rank: 1, count: 2 }],
    coverage: [{ k: 4, share: 0.4 }],
    lengths: [{ from: 1, to: 1, sentences: 3 }],
    meanLength: 1.5,
    medianLength: 1,
    longest: 2,
    seenOnce: 1,
  },
  tokens: [...SPECIAL_TOKENS, 'cat', 'dog', '狗', '100%'],
  tokenCounts: Uint32Array.of(0, 0, 2, 2, 1, 1, 0),
  streams: {
    train: Uint32Array.of(3, 4, 2, 3, 5, 2),
    validation: Uint32Array.of(6, 2),
    test: new Uint32Array(0),
  },
  ...changes,
});

export const storedCorpus = (database: WritableDatabase, changes?: Partial<NewCorpus>): StoredCorpus =>
  insertCorpus(database, newCorpus(changes));

export const storedRun = (
  database: WritableDatabase,
  corpusId: number | null,
  changes: Partial<NewLanguageRun> = {},
): number =>
  insertRun(database, {
    family: 'language',
    name: 'First',
    status: 'stopped',
    corpusId,
    settings: DEFAULT_TRAINING_SETTINGS,
    samples: DEFAULT_RUN_SAMPLES,
    vocabulary: 4,
    parameters: 20,
    trainTokens: 6,
    kernels: 'reference',
    programVersion: '0.1.0',
    ownVocabulary: null,
    textSettings: null,
    logEvery: null,
    session: null,
    ...changes,
  });

export const storedPerceptron = (
  database: WritableDatabase,
  dataSetId: number | null,
  changes: Partial<NewPerceptronRun> = {},
): number =>
  insertRun(database, {
    family: 'perceptron',
    name: 'Second',
    status: 'stopped',
    dataSetId,
    settings: DEFAULT_MLP_SETTINGS,
    shape: { layers: [2, 3, 1], activations: ['tanh', 'sigmoid'], cost: 'quadratic' },
    told: null,
    parameters: 13,
    trainTokens: 4,
    kernels: 'mlp-reference',
    programVersion: '0.1.0',
    logEvery: null,
    session: null,
    ...changes,
  });

export const metricRow = (step: number): NewMetricRow => ({
  epoch: 0,
  step,
  tokens: step * 3,
  seconds: step / 10,
  loss: 5 - step / 100,
  learningRate: 0.1,
  tokensPerSecond: 1000.5,
  normIn: 0.1,
  normRec: 0.2,
  normOut: 0.3,
});

export const place = (step: number, changes: Partial<TrainerPlace> = {}): TrainerPlace => ({
  work: 'train',
  epoch: 0,
  position: step,
  step,
  tokens: step * 3,
  random: [1, 2, 3, 4],
  schedule: { learningRate: 0.1, bestLoss: null, halving: false, halvingsWithoutGain: 0 },
  nextValidation: null,
  epochNats: 1 / 3,
  recent: { nats: 0.1, tokens: 3, sequences: 1 },
  best: null,
  ...changes,
});

/** K = 4, H = 2. */
export const checkpoint = (step: number, changes: Partial<TrainerPlace> = {}): NewCheckpoint => ({
  weights: new Map([
    ['W_in', Float32Array.of(1, 2, 3, 4, 5, 6, 7, step)],
    ['W_rec', Float32Array.of(0.1, 0.2, 0.3, 0.4)],
    ['W_out', Float32Array.of(-1, -2, -3, -4, -5, -6, -7, 1e-30)],
  ]),
  state: new Map([['hidden_state', Float32Array.of(0.5, -0.5)]]),
  place: place(step, changes),
});

/** As it comes back from the store. */
export const stored = ({ weights, state, place }: NewCheckpoint) => ({
  tensors: new Map([...state, ...weights]),
  place,
});
