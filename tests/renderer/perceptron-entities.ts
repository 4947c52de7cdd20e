/** A data set, a run of a perceptron on it and its weights, each with what a test wants different. */
import type {
  DataSetEntry,
  PerceptronEvaluationRow,
  PerceptronNetwork,
  PerceptronRun,
} from '#shared/protocol/index.ts';
import { defaultGeneratedSettings } from '#shared/datasets/generated/registry.ts';
import { generatedPreset } from '#shared/training/mlp/presets.ts';

export const xorSet = (over: Partial<DataSetEntry> = {}): DataSetEntry => ({
  id: 3,
  name: 'XOR',
  notes: '',
  tags: [],
  archived: false,
  trashedAt: null,
  origin: 'xor',
  createdAt: Date.UTC(2026, 0, 2),
  bytes: 0,
  contentHash: '00',
  description: { kind: 'generated', settings: defaultGeneratedSettings('xor') },
  counts: { train: 4, validation: 0, test: 0 },
  inputs: 2,
  inputNames: ['x1', 'x2'],
  targets: { kind: 'classes', names: ['0', '1'] },
  warnings: [],
  ...over,
});

/** In the order of the generator. */
export const XOR_EXAMPLES = {
  count: 4,
  inputs: [0, 0, 0, 1, 1, 0, 1, 1],
  classes: [0, 1, 1, 0],
  values: null,
} as const;

export const perceptronRun = (over: Partial<PerceptronRun> = {}): PerceptronRun => ({
  family: 'perceptron',
  id: 9,
  name: 'MLP 2–2–1',
  notes: '',
  tags: [],
  archived: false,
  trashedAt: null,
  status: 'paused',
  message: '',
  dataSetId: 3,
  createdAt: Date.UTC(2026, 0, 2),
  settings: generatedPreset('xor'),
  shape: { layers: [2, 2, 1], activations: ['sigmoid', 'sigmoid'], cost: 'quadratic' },
  parameters: 9,
  trainTokens: 4,
  kernels: 'mlp-simd128',
  programVersion: '0.0.0',
  progress: {
    epoch: 12,
    step: 48,
    tokens: 48,
    seconds: 2,
    secondsLeft: null,
    checkpointAt: Date.UTC(2026, 0, 2),
    lastMetric: 0,
  },
  best: null,
  sparkline: [],
  ...over,
});

/** Small numbers, so that one can compute with them by hand. */
export const xorNetwork = (over: Partial<PerceptronNetwork> = {}): PerceptronNetwork => ({
  shape: perceptronRun().shape,
  weights: [
    [1, -1, 0, 2],
    [2, -2],
  ],
  biases: [[0, 0], [0]],
  epoch: 12,
  step: 48,
  ...over,
});

export const perceptronEvaluation = (over: Partial<PerceptronEvaluationRow> = {}): PerceptronEvaluationRow => ({
  family: 'perceptron',
  epoch: 12,
  step: 48,
  tokens: 48,
  seconds: 2,
  split: 'validation',
  best: true,
  loss: 0.1,
  accuracy: 0.75,
  rootMeanSquaredError: null,
  confusion: [2, 0, 1, 1],
  ...over,
});
